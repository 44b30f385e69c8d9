{ test: dialect mistakes reject
error-at: 10
says: a comparison is written '='
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  if a := 1 then
    writeln(a)
end.
