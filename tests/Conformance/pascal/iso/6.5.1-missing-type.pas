{ test: iso 6.5.1 reject
error-at: 6
fpc: agrees
}
program MissingType(output);
var a, b: ;
begin
  writeln('x')
end.
