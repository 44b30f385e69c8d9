{ test: dialect mistakes reject
error-at: 10
says: a condition is boolean
fpc: agrees
}
program P;
var n: integer;
begin
  n := 3;
  if n then
    writeln(n)
end.
