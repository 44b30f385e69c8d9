{ test: iso 6.4.3.5 reject
error-at: 7
fpc: differs accepts it
}
program FileInside(output);
type r = record n: integer; log: text end;
     f = file of r;
begin
  writeln('x')
end.
