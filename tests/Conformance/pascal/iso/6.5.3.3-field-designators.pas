{ test: iso 6.5.3.3 accept
expect:
|  1.0  1.0 -2.0  2.0
| -2.0  2.0  2.0  0.5
fpc: agrees
}
program FieldDesignators(output);
type complex = record re, im: real end;
     pair = record first, second: complex end;
var z: complex; p: pair; a: array [0..1] of pair; i: integer;
procedure mul(var r: complex; x, y: complex);
begin
  r.re := x.re * y.re - x.im * y.im;
  r.im := x.re * y.im + x.im * y.re
end;
begin
  z.re := 1; z.im := 1;
  p.first := z;
  mul(p.second, z, z);
  a[0] := p;
  mul(a[0].second, a[0].second, p.first);
  a[1].first := a[0].second; a[1].second.re := a[1].first.im; a[1].second.im := 0.5;
  for i := 0 to 1 do
    writeln(a[i].first.re:5:1, a[i].first.im:5:1, a[i].second.re:5:1, a[i].second.im:5:1)
end.
