program fib;
function f(n: integer): integer;
begin
  if n < 2 then f := n else f := f(n - 1) + f(n - 2)
end;
begin
  writeln(f({size}40))
end.
