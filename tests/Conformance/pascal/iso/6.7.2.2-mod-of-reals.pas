{ test: iso 6.7.2.2 reject
error-at: 10
fpc: agrees
}
program ModReal(output);
var i: integer; x: real;
begin
  x := 7;
  i := trunc(x) mod 2;
  i := x mod 2;
  writeln(i:1)
end.
