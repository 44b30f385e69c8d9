{ test: dialect mistakes reject
error-at: 9
says: 'to' or 'downto' expected
fpc: agrees
}
program P;
var i: integer;
begin
  for i := 1, 3 do
    writeln(i)
end.
