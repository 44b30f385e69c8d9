{ test: iso 6.7.1 reject
error-at: 8
fpc: agrees
}
program SetMembers(output);
begin
  writeln(1 in [1, 2]);
  writeln(1 in [1, 'a'])
end.
