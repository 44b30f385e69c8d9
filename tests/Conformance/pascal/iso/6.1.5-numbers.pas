{ test: iso 6.1.5 accept
expect:
|7
|1000000 -1000000 1000000
| 0.00100 0.50  3.14159
| 1000.0
| 1000.0
|  1.250
|   6022.1
| 5.0
|2147483647
fpc: agrees
}
program Numbers(output);
const million = 1000000;
      avogadro = 6.02214e23;
      tiny = 1e-3;
      half = 0.5;
      pi = 3.14159265;
var i: integer; r: real;
begin
  i := 0007;
  writeln(i:1);
  writeln(million:1, ' ', -million:1, ' ', +million:1);
  writeln(tiny:8:5, half:5:2, pi:9:5);
  r := 1E3;      writeln(r:7:1);
  r := 1e+3;     writeln(r:7:1);
  r := 12.5E-1;  writeln(r:7:3);
  r := avogadro / 1e20; writeln(r:9:1);
  r := 5;        writeln(r:4:1);
  writeln(maxint:1)
end.
