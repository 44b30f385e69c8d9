{ test: dialect mistakes reject
error-at: 16
says: 'end' expected to close
fpc: agrees
}
program P;
procedure show(n: integer);
begin
  if n > 0 then
  begin
    writeln(n);
end;

begin
  show(1)
end.
