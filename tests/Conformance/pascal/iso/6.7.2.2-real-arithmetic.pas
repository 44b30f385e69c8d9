{ test: iso 6.7.2.2 accept
expect:
|  7.50  6.50  3.50  3.50 0.07143
|  4.0  2.0 -2.0  9.5
| 2.0 1.0 0.5
|1.0000000000TRUE
|53
fpc: agrees
}
program RealArith(output);
var i: integer; x, y: real;
begin
  i := 7; x := 0.5; y := -2;
  writeln(i + x:6:2, i - x:6:2, i * x:6:2, i / 2:6:2, x / i:8:5);
  writeln(y * y:5:1, -y:5:1, +y:5:1, x - y + i:5:1);
  writeln(6 / 3:4:1, 1 / 3 * 3:4:1, 7 / 2 - 7 div 2:4:1);
  y := 0;
  for i := 1 to 10 do y := y + 0.1;
  writeln(y:12:10, abs(y - 1) < 1e-10);
  y := 1; i := 0;
  while 1 + y > 1 do begin y := y / 2; i := i + 1 end;
  writeln(i:1)
end.
