{ test: iso 6.8.2.2 reject
error-at: 9
fpc: agrees
}
program ToExpr(output);
var i: integer;
begin
  i := 1;
  i + 1 := 2;
  writeln(i:1)
end.
