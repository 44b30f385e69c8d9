{ test: dialect control accept
expect:
|1 3 5 7 
|1 2 4 5 
|4 5 
|12 | 21 31 32 | 
|4
fpc: agrees
}
program BreakContinue;
var i, j, n: integer;
begin
  for i := 1 to 10 do begin
    if i mod 2 = 0 then continue;
    if i > 7 then break;
    write(i, ' ')
  end;
  writeln;
  i := 0;
  while true do begin
    inc(i);
    if i = 3 then continue;
    if i = 6 then break;
    write(i, ' ')
  end;
  writeln;
  n := 0;
  repeat
    inc(n);
    if n < 4 then continue;
    write(n, ' ');
    if n = 5 then break
  until n = 9;
  writeln;
  for i := 1 to 3 do begin
    for j := 1 to 3 do begin
      if j = i then continue;
      if j > 2 then break;
      write(i, j, ' ')
    end;
    if i = 2 then continue;
    write('| ')
  end;
  writeln;
  i := 0;
  repeat inc(i); continue until i >= 4;
  writeln(i)
end.
