{ test: iso 6.9.3.4.2 accept
expect:
|[     3.1][    3.14][   3.142][  3.1416][ 3.14159][3.141593]
|[3.14][-3.14][  -3.142][3.1]
|  0.000.0
|100.00 99.996
|0.5   0.5
|  12345678.5
|0.0078125  0.008
|1000000000000000.0
|  0.3333333333333333
fpc: agrees
}
program FixedPoint(output);
var x: real; i: integer;
begin
  x := 3.14159265;
  for i := 1 to 6 do write('[', x:8:i, ']'); writeln;
  writeln('[', x:1:2, '][', -x:1:2, '][', -x:8:3, '][', x:1:1, ']');
  x := 0; writeln(x:6:2, x:1:1);
  x := 99.996; writeln(x:1:2, ' ', x:1:3);
  x := 0.5; writeln(x:1:1, x:6:1); x := 12345678.5; writeln(x:12:1);
  x := 0.0078125; writeln(x:9:7, x:7:3);
  x := 1e15; writeln(x:18:1);
  x := 1 / 3; writeln(x:20:16)
end.
