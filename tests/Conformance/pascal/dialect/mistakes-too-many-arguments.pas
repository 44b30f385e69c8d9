{ test: dialect mistakes reject
error-at: 11
fpc: agrees
}
program P;
procedure show(a: integer);
begin
  writeln(a)
end;
begin
  show(1, 2)
end.
