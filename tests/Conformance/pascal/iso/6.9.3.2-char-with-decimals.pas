{ test: iso 6.9.3.2 reject
error-at: 8
fpc: agrees
}
program CharDecimals(output);
begin
  writeln('c':4);
  writeln('c':4:2)
end.
