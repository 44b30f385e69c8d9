{ test: dialect mistakes reject
error-at: 9
fpc: agrees
}
program P;
var i: integer;
begin
  for i := 1 to 10 do
    i := i + 1;
  writeln('x')
end.
