{ test: dialect mistakes reject
error-at: 6
fpc: agrees
}
program P;
a: integer;
begin
  a := 1;
  writeln(a)
end.
