{ test: dialect mistakes reject
error-at: 8
says: strings stand between apostrophes
fpc: agrees
}
program P;
begin
  writeln("hello")
end.
