{ test: iso 6.4.3.4 reject
error-at: 7
fpc: agrees
}
program SetOfRecord(output);
type r = record a: integer end;
     s = set of r;
begin
  writeln('x')
end.
