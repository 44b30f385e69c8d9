{ test: dialect mistakes reject
error-at: 9
says: Pascal has no 'return'
fpc: agrees
}
program P;
function f(n: integer): integer;
begin
  return n * 2
end;
begin
  writeln(f(2))
end.
