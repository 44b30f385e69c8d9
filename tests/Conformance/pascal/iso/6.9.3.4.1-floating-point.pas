{ test: iso 6.9.3.4.1 accept
expect:
| 1.5000000000000000E+000
|-1.5000000000000000E+000
| 1.2346E+005
| 1.23E+005
| 1.2E+005
| 1.2E+005
| 1.2E+005
|-1.2346E+005
| 1.234567890000E+005
| 1.2500E-004
| 1.250000E-004
| 1.00E+001
| 1.0E+001
| 0.0000E+000
| 1.0000E+100
| 1.0000E-100
fpc: agrees
}
program FloatingPoint(output);
var x: real;
begin
  x := 1.5; writeln(x); writeln(-x);
  x := 123456.789; writeln(x:12); writeln(x:10); writeln(x:9); writeln(x:8); writeln(x:1);
  writeln(-x:12); writeln(x:20);
  x := 0.000125; writeln(x:12); writeln(x:14);
  x := 9.996; writeln(x:10); writeln(x:9);
  x := 0; writeln(x:12);
  x := 1e100; writeln(x:12); x := 1e-100; writeln(x:12)
end.
