{ test: iso 6.9.2 reject
error-at: 7
fpc: differs accepts it
}
program NoInput(output);
begin
  readln;
  writeln('x')
end.
