{ test: iso 6.8.2.3 reject
error-at: 8
fpc: agrees
}
program NoProc(output);
begin
  writeln('a');
  printline('b')
end.
