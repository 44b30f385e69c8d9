{ test: iso 6.8.3.2 reject
error-at: 9
fpc: agrees
}
program EndMissing(output);
begin
  begin
    writeln('x')
end.
