{ test: dialect mistakes reject
error-at: 7
says: function 'f' has no result type
fpc: agrees
}
program P;
function f(n: integer);
begin
  f := n * 2
end;
begin
  writeln(f(2))
end.
