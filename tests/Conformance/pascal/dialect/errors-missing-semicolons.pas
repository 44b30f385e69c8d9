{ test: dialect errors reject
error-at: 10
error-at: 12
error-at: 14
fpc: agrees
}
program MissingSemicolons;
var a, b: integer;
begin
  a := 1 b := 2;
  writeln(a);
  if a = 1 then b := 3 a := 4;
  while a > 0 do a := a - 1; writeln(b)
  ; repeat a := a + 1 b := b - 1 until a > 3
end.
