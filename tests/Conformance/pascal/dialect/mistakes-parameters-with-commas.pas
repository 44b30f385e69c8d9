{ test: dialect mistakes reject
error-at: 7
says: ';' between parameters expected
fpc: agrees
}
program P;
procedure show(a: integer, b: integer);
begin
  writeln(a, b)
end;
begin
  show(1, 2)
end.
