{ test: iso 6.8.2.3 reject
error-at: 9
fpc: agrees
}
program VarStatement(output);
var i: integer;
begin
  i := 1;
  i;
  writeln(i:1)
end.
