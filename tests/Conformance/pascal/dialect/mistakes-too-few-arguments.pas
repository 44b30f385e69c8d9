{ test: dialect mistakes reject
error-at: 12
says: 'show' takes 2 arguments
fpc: agrees
}
program P;
procedure show(a, b: integer);
begin
  writeln(a, b)
end;
begin
  show(1)
end.
