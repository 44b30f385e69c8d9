{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program ControlNested(output);
var i: integer;
begin
  for i := 1 to 3 do for i := 1 to 2 do writeln(i:1);
  writeln('x')
end.
