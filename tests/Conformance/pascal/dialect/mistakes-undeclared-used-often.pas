{ test: dialect mistakes reject
error-at: 8
says: 'i' isn't declared
fpc: agrees
}
program P;
begin
  i := 1;
  while i < 10 do
    i := i + 1;
  writeln(i)
end.
