{ test: iso 6.9.4 reject
error-at: 7
fpc: differs accepts it
}
program NoOutput;
begin
  writeln('x')
end.
