{ test: iso 6.6.3.3 reject
error-at: 11
fpc: agrees
}
program ExprAsVar(output);
var i: integer;
procedure inc1(var n: integer);
begin n := n + 1 end;
begin
  i := 1;
  inc1(i + 1);
  writeln(i:1)
end.
