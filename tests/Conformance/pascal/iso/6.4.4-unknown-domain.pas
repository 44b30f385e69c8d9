{ test: iso 6.4.4 reject
error-at: 6
fpc: differs reports another line
}
program UnknownDomain(output);
type p = ^nowhere;
begin
  writeln('x')
end.
