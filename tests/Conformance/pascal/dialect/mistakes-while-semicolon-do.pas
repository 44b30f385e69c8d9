{ test: dialect mistakes reject
error-at: 10
says: 'do' expected
fpc: agrees
}
program P;
var i: integer;
begin
  i := 0;
  while i < 3; do
    i := i + 1;
  writeln(i)
end.
