{ test: iso 6.4.2.4 reject
error-at: 6
fpc: agrees
}
program RealRange(output);
type r = 0.0..1.0;
begin
  writeln('x')
end.
