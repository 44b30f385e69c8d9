{ test: dialect single accept
expect:
| 1.500000000E+00
| 1.5000000000000000E+000
|-1.500000000E+00
| 1.000000015E-01
| 1.0E-01
| 1.00000001E-01
fpc: differs it rounds the last one twice
}
program SingleWrite;
var a: single; d: double;
begin
  a := 1.5; d := 1.5;
  writeln(a); writeln(d); writeln(-a); a := 0.1; writeln(a); writeln(a:1); writeln(a:15)
end.
