{ test: dialect mistakes reject
error-at: 8
says: 'a' is declared already
fpc: agrees
}
program P;
var a: integer;
    a: real;
begin
  a := 1;
  writeln(a)
end.
