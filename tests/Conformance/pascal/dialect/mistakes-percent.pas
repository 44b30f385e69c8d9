{ test: dialect mistakes reject
error-at: 10
says: write mod
fpc: agrees
}
program P;
var a: integer;
begin
  a := 7;
  a := a % 2;
  writeln(a)
end.
