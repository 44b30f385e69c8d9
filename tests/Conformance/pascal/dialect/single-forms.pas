{ test: dialect single accept
expect:
|-3.00
| 3.00  9.00
| 1.750
| 3.500
|TRUE TRUE
|100
fpc: agrees
}
program SingleForms;
var a, b: single; d: double;
function half(x: single): single; begin half := x / 2 end;
begin
  a := 3; b := -a; writeln(b:5:2); writeln(abs(b):5:2, sqr(b):6:2);
  b := half(a) + 0.25; writeln(b:6:3); d := b * 2; writeln(d:6:3);
  a := 1e38; d := a; writeln(d > 9e37, ' ', a > 1e37); a := a / 1e30; writeln(round(a / 1e6))
end.
