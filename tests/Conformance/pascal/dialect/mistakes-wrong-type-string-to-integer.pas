{ test: dialect mistakes reject
error-at: 9
says: 'integer' expected
fpc: agrees
}
program P;
var a: integer;
begin
  a := '12';
  writeln(a)
end.
