{ test: dialect single accept
expect:
| 0.333333343 0.33333333333333331 TRUE FALSE
|488
|TRUE 16777216
|0.100000001490116119
| 9.00  9 10
| 1.0000000000000001E+300
| 1.00000E+30
fpc: differs stops at 17 digits
}
program SingleArithmetic;
var a, b: single; d: double; r: real; i: integer; v: array[1..3] of single;
begin
  a := 1 / 3; d := 1 / 3; r := d;
  writeln(a:12:9, d:20:17, ' ', r = d, ' ', a = d);
  writeln(sizeof(a), sizeof(d), sizeof(r));
  a := 16777216; b := a + 1; writeln(a = b, ' ', b:1:0);
  a := 0.1; d := a; writeln(d:20:18);
  for i := 1 to 3 do v[i] := i * 1.5;
  a := 0; for i := 1 to 3 do a := a + v[i]; writeln(a:5:2, trunc(a):3, round(a * 1.1):3);
  d := 1e300; writeln(d);
  a := 1e30; writeln(a:12)
end.
