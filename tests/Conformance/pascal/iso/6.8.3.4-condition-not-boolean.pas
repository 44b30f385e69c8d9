{ test: iso 6.8.3.4 reject
error-at: 9
fpc: agrees
}
program IfInt(output);
var i: integer;
begin
  i := 1;
  if i then writeln('x')
end.
