{ test: iso 6.9.3 reject
error-at: 8
fpc: differs accepts it
}
program WriteNothing(output);
begin
  writeln;
  write()
end.
