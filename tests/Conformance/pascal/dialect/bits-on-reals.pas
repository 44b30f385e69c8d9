{ test: dialect bits reject
error-at: 9
fpc: agrees
}
program BitsOnReals;
var x: real;
begin
  x := 1.5;
  writeln(x and 1);
end.
