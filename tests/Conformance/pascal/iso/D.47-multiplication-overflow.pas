{ test: iso D.47 error
expect:
|479001600
trap: overflow
trap-at: 12
fpc: agrees
}
program MulOverflow(output);
function factorial(n: integer): integer;
begin
  if n = 0 then factorial := 1
  else factorial := n * factorial(n - 1)
end;
begin
  writeln(factorial(12):1);
  writeln(factorial(13):1)
end.
