{ test: iso 6.4.2.1 reject
error-at: 6
fpc: agrees
}
program RealIndex(output);
type v = array [real] of integer;
begin
  writeln('x')
end.
