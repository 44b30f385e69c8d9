{ test: dialect reals accept
expect:
|1.000 0.333 0.111 0.037 0.012 0.004 0.001 0.000 
|123456.8| 1.2345678900000000E+005| 1.2346E+005|
|    123457123456.79  -123456.7890 1.23456789E-004
|1000.00 -0.500 12.000 7.00
|   2.500  5.0 TRUE 7-3
| 1.00000000000000E-010
fpc: agrees
}
program RealFormats;
var x: real; i: integer; s: string; y: single;
begin
  x := 1; for i := 1 to 8 do begin write(x:0:3, ' '); x := x / 3 end; writeln;
  x := 123456.789; str(x:0:1, s); write(s, '|'); str(x, s); write(s, '|'); str(x:12, s); writeln(s, '|');
  writeln(x:10:0, x:3:2, -x:14:4, x / 1e9:16);
  val('1e3', x, i); write(x:6:1, i); val('-.5', x, i); write(x:6:2, i); val('12.', x, i); write(x:6:2, i); val(' 7', x, i); writeln(x:4:1, i);
  y := 2.5; writeln(y:8:3, ' ', y * 2:4:1, ' ', y = 2.5, ' ', trunc(y * 3), round(-y * 1.1)); x := 1.0e-10; writeln(x:22)
end.
