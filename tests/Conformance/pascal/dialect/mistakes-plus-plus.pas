{ test: dialect mistakes reject
error-at: 10
says: write inc(a)
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  a++;
  writeln(a)
end.
