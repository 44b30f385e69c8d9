{ test: iso 6.9.1 reject
error-at: 9
fpc: agrees
}
program ReadExpr(input, output);
var i: integer;
begin
  i := 1;
  read(i + 1);
  writeln(i:1)
end.
