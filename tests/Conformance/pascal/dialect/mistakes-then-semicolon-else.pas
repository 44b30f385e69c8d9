{ test: dialect mistakes reject
error-at: 10
says: no ';' may stand before 'else'
fpc: differs it names the next line
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1 then;
  else
    writeln(a)
end.
