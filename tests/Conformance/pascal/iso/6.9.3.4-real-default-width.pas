{ test: iso 6.9.3.4 accept
expect:
| 1.0000000000000000E+000
|-1.2500000000000000E-001
| 1.5625000000000000E-002
|-1.9531250000000000E-003
| 0.0000000000000000E+000
| 6.0221399999999997E+023
|[ 6.0E+023]
fpc: agrees
}
program RealDefault(output);
var x: real; i: integer;
begin
  x := 1;
  for i := 1 to 4 do begin writeln(x); x := -x / 8 end;
  x := 0; writeln(x);
  x := 6.02214e23; writeln(x); writeln('[', x:8, ']')
end.
