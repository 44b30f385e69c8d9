{ test: dialect control accept
expect:
|8 -1 1
|-101
|4 3 1 0 
|leaving
fpc: agrees
}
program ExitTest;
var i: integer;
function find(n: integer): integer;
var i: integer;
begin
  find := -1;
  for i := 1 to 10 do
    while true do begin
      if i * i >= n then begin find := i; exit end;
      break
    end
end;
function sign(n: integer): integer;
begin
  if n < 0 then exit(-1);
  if n > 0 then exit(1);
  exit(0)
end;
procedure countdown(n: integer);
  procedure inner;
  begin
    if n = 2 then exit;
    write(n, ' ')
  end;
begin
  inner;
  if n = 0 then exit;
  countdown(n - 1)
end;
begin
  writeln(find(50), ' ', find(1000), ' ', find(-5));
  writeln(sign(-9), sign(0), sign(44));
  countdown(4); writeln;
  for i := 1 to 5 do if i = 3 then begin writeln('leaving'); exit end;
  writeln('never')
end.
