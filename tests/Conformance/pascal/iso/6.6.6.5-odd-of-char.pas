{ test: iso 6.6.6.5 reject
error-at: 7
fpc: agrees
}
program OddChar(output);
begin
  writeln(odd('a'))
end.
