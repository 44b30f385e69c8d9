{ test: dialect mistakes reject
error-at: 12
says: 'integer' expected
fpc: agrees
}
program P;
procedure show(a: integer);
begin
  writeln(a)
end;
begin
  show('one')
end.
