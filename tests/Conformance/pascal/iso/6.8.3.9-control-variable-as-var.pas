{ test: iso 6.8.3.9 reject
error-at: 10
fpc: agrees
}
program ControlVar(output);
var i: integer;
procedure p(var n: integer);
begin n := 3 end;
begin
  for i := 1 to 3 do p(i);
  writeln('x')
end.
