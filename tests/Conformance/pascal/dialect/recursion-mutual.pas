{ test: dialect recursion accept
expect:
|TRUEFALSE 13 125
fpc: agrees
}
program Mutual;
function even(n: integer): boolean; forward;
function odd1(n: integer): boolean;
begin if n = 0 then exit(false); odd1 := even(n - 1) end;
function even(n: integer): boolean;
begin if n = 0 then exit(true); even := odd1(n - 1) end;
function ackermann(m, n: integer): integer;
begin
  if m = 0 then exit(n + 1);
  if n = 0 then exit(ackermann(m - 1, 1));
  exit(ackermann(m - 1, ackermann(m, n - 1)))
end;
begin
  writeln(even(1000), odd1(1000), ' ', ackermann(2, 5), ' ', ackermann(3, 4))
end.
