{ test: iso 6.1.7 reject
error-at: 7
fpc: agrees
}
program Unterminated(output);
begin
  writeln('no end);
end.
