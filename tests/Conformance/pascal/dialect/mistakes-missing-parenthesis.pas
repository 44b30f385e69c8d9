{ test: dialect mistakes reject
error-at: 9
says: ')' expected
fpc: agrees
}
program P;
var a: integer;
begin
  a := (1 + 2 * 3;
  writeln(a)
end.
