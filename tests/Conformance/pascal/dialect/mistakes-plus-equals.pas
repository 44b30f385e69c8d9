{ test: dialect mistakes reject
error-at: 9
fpc: differs fpc has it
}
program P;
var a: integer;
begin
  a := 1;
  a += 1;
  writeln(a)
end.
