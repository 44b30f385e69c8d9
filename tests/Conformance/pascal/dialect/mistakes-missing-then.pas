{ test: dialect mistakes reject
error-at: 10
says: 'then' expected
fpc: differs it names the next line
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1
    writeln(a)
end.
