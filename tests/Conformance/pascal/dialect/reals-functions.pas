{ test: dialect reals accept
expect:
| -2.0 -0.75 -2 2.75 7.5625
|3.14159265 2.71828183 2.30258509  0.0
|3 -3 0 2 4
|2.000 1.000 -1.000
|1000000000000000000
|-1000000000000000000
fpc: agrees
}
program RealFunctions;
var x: real;
begin
  x := -2.75;
  writeln(int(x):5:1, frac(x):6:2, trunc(x):3, abs(x):5:2, sqr(x):7:4);
  writeln(pi:10:8, ' ', exp(1):10:8, ' ', ln(10):10:8, ' ', arctan(1) * 4 - pi:4:1);
  writeln(round(2.6), round(-2.6):3, round(0.4):2, round(1.5):2, round(3.5):2);
  writeln(sqrt(2) * sqrt(2):5:3, ' ', sin(pi / 2):5:3, ' ', cos(pi):6:3);
  x := 1e18; writeln(trunc(x)); writeln(round(-x))
end.
