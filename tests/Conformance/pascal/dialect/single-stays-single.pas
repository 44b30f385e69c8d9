{ test: dialect single accept
expect:
|0.0 1.0
|TRUE FALSE
|44484448
|33554432.0 4000000000.0 7.0 -16777213.0
|1.0 16777216.0 2.0000 -0.3333333
|FALSE TRUE FALSE FALSE
|4.0 33554433.0 TRUE
fpc: agrees
}
program SingleStaysSingle;
var a, b, third: single; d: double; i: integer; l: int64; q: qword; c: cardinal;
begin
  a := 16777216; b := 1; third := b / 3; d := 1; i := 3; l := 33554433; q := 7; c := 4000000001;
  writeln((a + b - a):0:1, ' ', (a + d - a):0:1);
  writeln(third * 3 - 1 = 0, ' ', third * d * 3 - 1 = 0);
  writeln(sizeof(a * b), sizeof(a * i), sizeof(-a), sizeof(a * d), sizeof(sqr(a)), sizeof(abs(a)), sizeof(sqrt(a)), sizeof(i / i));
  writeln((l + b):0:1, ' ', (c * b):0:1, ' ', (q / b):0:1, ' ', (i - a):0:1);
  writeln((sqr(a + b) / a / a):0:1, ' ', abs(-a):0:1, ' ', sqrt(b + 3):0:4, ' ', -third:0:7);
  writeln(a < a + b, ' ', a = 16777217, ' ', third < d / 3, ' ', third >= b);
  i := 2; writeln(single(i) * 2:0:1, ' ', double(l):0:1, ' ', single(c) = c)
end.
