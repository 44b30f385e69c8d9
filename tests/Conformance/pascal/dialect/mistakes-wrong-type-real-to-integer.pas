{ test: dialect mistakes reject
error-at: 9
says: 'integer' expected, but this is 'real'
fpc: agrees
}
program P;
var a: integer;
begin
  a := 10 / 2;
  writeln(a)
end.
