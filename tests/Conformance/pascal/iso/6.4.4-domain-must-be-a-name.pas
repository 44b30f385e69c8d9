{ test: iso 6.4.4 reject
error-at: 6
fpc: agrees
}
program DomainName(output);
type p = ^array [1..3] of integer;
begin
  writeln('x')
end.
