{ test: iso 6.7.2.2 reject
error-at: 8
fpc: differs accepts it
}
program PlusStrings(output);
begin
  writeln('abc', 'def');
  writeln('abc' + 'def')
end.
