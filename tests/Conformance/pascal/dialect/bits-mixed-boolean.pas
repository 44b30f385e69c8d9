{ test: dialect bits reject
error-at: 9
fpc: agrees
}
program BitsMixed;
var i: integer;
begin
  i := 3;
  if i and true then writeln('x')
end.
