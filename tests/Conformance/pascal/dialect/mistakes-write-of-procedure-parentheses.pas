{ test: dialect mistakes reject
error-at: 10
says: the arguments of 'writeln' stand in parentheses
fpc: agrees
}
program P;
var n: integer;
begin
  n := 2;
  writeln 'n is ', n;
  writeln(n)
end.
