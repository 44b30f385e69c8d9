{ test: iso 6.7.1 reject
error-at: 9
fpc: agrees
}
program Chain(output);
var a, b, c: integer;
begin
  a := 1; b := 2; c := 3;
  if a < b < c then writeln('x')
end.
