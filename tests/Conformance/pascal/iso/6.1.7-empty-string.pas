{ test: iso 6.1.7 reject
error-at: 8
fpc: differs accepts it
}
program Empty(output);
begin
  writeln('a');
  writeln('')
end.
