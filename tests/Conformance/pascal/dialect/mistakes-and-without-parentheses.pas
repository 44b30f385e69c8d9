{ test: dialect mistakes reject
error-at: 9
fpc: agrees
}
program P;
var a, b: integer;
begin
  a := 1; b := 2;
  if a = 1 and b = 2 then
    writeln(a)
end.
