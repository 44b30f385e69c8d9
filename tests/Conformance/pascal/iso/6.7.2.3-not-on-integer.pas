{ test: iso 6.7.2.3 reject
error-at: 9
fpc: agrees
}
program NotInt(output);
var i: integer;
begin
  i := 0;
  if not i then writeln('x')
end.
