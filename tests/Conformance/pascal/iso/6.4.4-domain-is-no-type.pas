{ test: iso 6.4.4 reject
error-at: 7
fpc: differs reports another line
}
program NoType(output);
const n = 5;
type p = ^n;
begin
  writeln('x')
end.
