{ test: dialect errors reject
error-at: 12
error-at: 18
error-at: 23
error-at: 25
fpc: agrees
}
program RecoverSyntax;
var i, j: integer;
procedure first;
begin
  i := ;
  j := 1
end;
procedure second(a: integer);
begin
  if a > 1 then j := 2 else;
  j := (a + 1)) * 2;
  i := j
end;
begin
  first; second(1);
  for i := 1 do writeln(i);
  while i < 3 do inc(i);
  writeln(i j)
end.
