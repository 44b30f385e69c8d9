{ test: iso 6.8.2.2 reject
error-at: 8
fpc: agrees
}
program EqualsSign(output);
var i: integer;
begin
  i = 1;
  writeln('x')
end.
