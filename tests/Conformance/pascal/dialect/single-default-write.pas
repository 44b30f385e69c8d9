{ test: dialect single accept
expect:
| 1.500000000E+00
| 1.5000000000000000E+000
|-1.500000000E+00
| 1.000000015E-01
| 1.0E-01
| 1.00000002E-01
fpc: agrees
}
program SingleWrite;
var a: single; d: double;
begin
  a := 1.5; d := 1.5;
  writeln(a); writeln(d); writeln(-a); a := 0.1; writeln(a); writeln(a:1); writeln(a:15)
end.
