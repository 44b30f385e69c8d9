{ test: dialect mistakes reject
error-at: 9
says: ';' expected before 'b'
fpc: differs it names the next line
}
program P;
var a, b: integer;
begin
  a := 1
  b := 2;
  writeln(a + b)
end.
