{ test: iso 6.6.6.1 reject
error-at: 8
fpc: agrees
}
program WrongArg(output);
begin
  writeln(abs(-1):1);
  writeln(abs('a'))
end.
