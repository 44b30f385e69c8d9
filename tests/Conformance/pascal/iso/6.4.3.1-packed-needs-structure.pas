{ test: iso 6.4.3.1 reject
error-at: 6
fpc: agrees
}
program PackedSimple(output);
type p = packed integer;
begin
  writeln('x')
end.
