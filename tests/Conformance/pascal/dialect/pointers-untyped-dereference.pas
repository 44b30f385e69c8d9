{ test: dialect pointers reject
error-at: 9
fpc: agrees
}
program UntypedDeref;
var g: pointer; i: integer;
begin
  g := @i;
  i := g^;
  writeln(i)
end.
