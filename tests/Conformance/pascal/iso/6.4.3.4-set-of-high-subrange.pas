{ test: iso 6.4.3.4 accept
expect:
|1712
| 60 61 62 65 66 67 68 69 70
|TRUEFALSETRUE
|TRUETRUETRUEFALSEFALSE
fpc: agrees
}
program HighSubrange(output);
{ Base types that don't begin at 0, small and large. }
type hi = 200..255; mid = 60..70; low = 0..63;
var a: set of hi; b: set of mid; c: set of low; d: set of 0..255; i, n: integer; v: array [1..3] of set of mid;
begin
  a := [200, 255, 201..203]; b := [60..70] - [63, 64]; c := [0, 63];
  d := a + b; d := d + c; n := 0;
  for i := 0 to 255 do if i in d then n := n + i;
  writeln(n:1);
  for i := 55 to 75 do if i in b then write(i:3); writeln;
  v[1] := b; v[2] := [65]; v[3] := v[1] * v[2]; writeln(65 in v[3], 66 in v[3], v[2] <= v[1]);
  writeln(a <= d, d >= c, b * [60..64] = [60, 61, 62], 300 in d, 1000 in b)
end.
