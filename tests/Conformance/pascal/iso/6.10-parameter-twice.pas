{ test: iso 6.10 reject
error-at: 5
fpc: differs accepts it
}
program Params(output, output);
begin
  writeln('x')
end.
