{ test: dialect reals reject
error-at: 9
fpc: agrees
}
program RealToInt;
var i: integer; x: double;
begin
  x := 2;
  i := x * 2;
  writeln(i)
end.
