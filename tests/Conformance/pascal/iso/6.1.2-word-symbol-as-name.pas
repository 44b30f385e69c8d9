{ test: iso 6.1.2 reject
error-at: 6
fpc: agrees
}
program Reserved(output);
var begin: integer;
begin
  writeln('x')
end.
