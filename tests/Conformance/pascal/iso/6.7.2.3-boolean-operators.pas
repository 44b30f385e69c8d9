{ test: iso 6.7.2.3 accept
expect:
| FALSE FALSE FALSE FALSE  TRUE  TRUE FALSE  TRUE
| FALSE  TRUE FALSE  TRUE  TRUE FALSE  TRUE  TRUE
|  TRUE FALSE FALSE  TRUE FALSE FALSE  TRUE FALSE
|  TRUE  TRUE  TRUE  TRUE FALSE  TRUE FALSE  TRUE
|8
fpc: agrees
}
program BooleanOps(output);
var a, b, c: boolean; n: integer;
begin
  for a := false to true do
    for b := false to true do
      writeln(a:6, b:6, a and b:6, a or b:6, not a:6, a = b:6, a <> b:6, a <= b:6);
  n := 0;
  for a := false to true do for b := false to true do for c := false to true do
    if (not (a and b)) = (not a or not b) then
      if (a or (b and c)) = ((a or b) and (a or c)) then n := n + 1;
  writeln(n:1)
end.
