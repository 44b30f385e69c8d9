{ test: iso 6.8.3.9 accept
expect:
|321 1 321 2 35
fpc: agrees
}
program ForNested(output);
var i, total: integer;
function tri(n: integer): integer;
var i, s: integer;
begin s := 0; for i := 1 to n do s := s + i; tri := s end;
procedure outer;
var i: integer;
  procedure inner;
  var i: integer;
  begin for i := 3 downto 1 do write(i:1) end;
begin
  for i := 1 to 2 do begin inner; write(i:2, ' ') end
end;
begin
  total := 0;
  for i := 1 to 5 do begin total := total + tri(i); if i = 3 then outer end;
  writeln(total:1)
end.
