{ test: dialect pointers reject
error-at: 9
fpc: agrees
}
program AddressOfExpr;
var i: integer; p: ^integer;
begin
  i := 1; p := @i;
  p := @(i + 1);
  writeln(p^)
end.
