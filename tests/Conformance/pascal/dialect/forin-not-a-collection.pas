{ test: dialect forin reject
error-at: 9
fpc: agrees
}
program ForInInt;
var i, n: integer;
begin
  n := 5;
  for i in n do writeln(i)
end.
