{ test: iso 6.6.2 reject
error-at: 6
fpc: agrees
}
program NoResultType(output);
function f(n: integer);
begin
  f := n
end;
begin
  writeln(f(1):1)
end.
