{ test: iso 6.7.2.1 reject
error-at: 9
fpc: agrees
}
program AndRelations(output);
var i: integer;
begin
  i := 5;
  if i > 3 and i < 10 then writeln('x')
end.
