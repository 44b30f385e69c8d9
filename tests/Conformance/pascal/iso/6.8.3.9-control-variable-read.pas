{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program ControlRead(input, output);
var i: integer;
begin
  for i := 1 to 3 do read(i);
  writeln('x')
end.
