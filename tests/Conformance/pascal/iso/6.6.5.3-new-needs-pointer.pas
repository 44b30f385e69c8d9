{ test: iso 6.6.5.3 reject
error-at: 8
fpc: agrees
}
program NewInt(output);
var i: integer;
begin
  new(i);
  writeln('x')
end.
