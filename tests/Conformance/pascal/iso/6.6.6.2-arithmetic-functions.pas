{ test: iso 6.6.6.2 accept
expect:
|2147483647 0 7  2.5 0.0
|2147395600  2.25 9
| 0.479426 0.877583 -0.141120 0.862319
| 2.718282 0.367879 1.0
| 0.693147 -0.693147 5.000000
| 1.414214 0.0 100000.0
| 3.141593 -0.785398 1.570796
|5  4.5
fpc: agrees
}
program Arithmetic(output);
var i: integer; x: real;
begin
  writeln(abs(-maxint):1, abs(0):2, abs(7):2, abs(-2.5):5:1, abs(0.0):4:1);
  writeln(sqr(-46340):1, sqr(1.5):6:2, sqr(-3):2);
  writeln(sin(0.5):9:6, cos(0.5):9:6, sin(-3.0):10:6, cos(100.0):9:6);
  writeln(exp(1):9:6, exp(-1.0):9:6, exp(0):4:1);
  writeln(ln(2):9:6, ln(0.5):10:6, ln(exp(5)):9:6);
  writeln(sqrt(2):9:6, sqrt(0):4:1, sqrt(1e10):9:1);
  writeln(arctan(1) * 4:9:6, arctan(-1.0):10:6, arctan(1e30):9:6);
  { abs and sqr keep the type of their argument; the others are real }
  i := sqr(3) div 2 + abs(-4) mod 3; x := sqr(3) / 2;
  writeln(i:1, x:5:1)
end.
