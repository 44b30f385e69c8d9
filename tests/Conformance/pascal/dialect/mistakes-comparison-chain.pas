{ test: dialect mistakes reject
error-at: 9
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  if 0 < a < 10 then
    writeln(a)
end.
