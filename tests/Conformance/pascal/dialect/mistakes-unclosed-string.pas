{ test: dialect mistakes reject
error-at: 8
says: the string that begins here doesn't end on its line
fpc: agrees
}
program P;
begin
  writeln('hello);
  writeln('world')
end.
