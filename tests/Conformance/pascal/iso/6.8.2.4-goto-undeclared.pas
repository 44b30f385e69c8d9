{ test: iso 6.8.2.4 reject
error-at: 7
fpc: agrees
}
program GotoUndeclared(output);
begin
  goto 5;
  writeln('x')
end.
