{ test: iso 6.8.3.3 reject
error-at: 8
fpc: agrees
}
program ElseAlone(output);
begin
  writeln('x');
  else writeln('y')
end.
