{ test: iso 6.4.3.4 reject
error-at: 6
fpc: agrees
}
program SetOfReal(output);
type s = set of real;
begin
  writeln('x')
end.
