{ test: iso 6.4.2.4 reject
error-at: 6
fpc: agrees
}
program Reversed(output);
type r = 10..1;
begin
  writeln('x')
end.
