{ test: iso 6.7.1 accept
expect:
|13 20 3 5 -4 -10
|TRUETRUE
| 7.00 6 7 -3 -2
|FALSEFALSETRUEFALSE
|TRUETRUEFALSETRUETRUE
|1.50 7 7TRUE
|TRUETRUE
fpc: differs rejects a range of variables in a set constructor
}
program Expressions(output);
var a, b: integer; x: real; p, q: boolean; s: set of 1..20;
begin
  a := 7; b := 3;
  writeln(a + b * 2:1, (a + b) * 2:3, a - b - 1:2, a - (b - 1):2, -a + b:3, -(a + b):4);
  writeln(a div b * b + a mod b = a, a * b > a + b);
  writeln(a / b * b:5:2, 7 div 2 * 2:2, 2 * 7 div 2:2, -7 div 2:3, -a div b:3);
  p := true; q := false;
  writeln(not p or q, not (p or q), p or q and q, (p or q) and q);
  s := [1, a, b..b + 2, a * 2];
  writeln(7 in s, 4 in s, 6 in s, 14 in s, (b in s) = p);
  x := 1 + 2 / 4;
  writeln(x:4:2, ((((a)))):2, +a:2, [] = [a] - [7]);
  writeln('abc' = 'abc', 'abc' <> 'abd')
end.
