{ test: dialect expressions accept
expect:
|33 15 48 12
|3 2
|7 130
|0
|   1   2   3   4
|   2   4   5   8
|   3   7   8  11
|   4  10  13  17
| 5.000
|23
fpc: agrees
}
program CommonExpressions;
{ The same expressions again and again, with stores between. }
var a: array[0..9] of integer; i, j, x, y: integer; m: array[1..4, 1..4] of integer; u: real;
function f(var n: integer): integer; begin n := n + 1; f := n * 10 end;
begin
  for i := 0 to 9 do a[i] := i; i := 3; j := 6;
  a[i] := a[i] + a[j]; a[j] := a[i] + a[j]; a[i] := a[i] * 2 + a[j]; writeln(a[i], ' ', a[j], ' ', a[i] + a[j], ' ', a[i + 1] * a[j - 2] - a[i + 1]);
  x := a[a[2]] + a[a[1]]; a[2] := 1; y := a[a[2]] + a[a[1]]; writeln(x, ' ', y);
  x := 5; y := f(x) + f(x); writeln(x, ' ', y); y := (x + 1) * (x + 1) - (x + 1); inc(x); writeln(y - (x * x - x));
  for i := 1 to 4 do for j := 1 to 4 do m[i, j] := i * j; for i := 2 to 4 do for j := 2 to 4 do m[i, j] := m[i - 1, j] + m[i, j - 1] - m[i - 1, j - 1] + m[j, i] mod 3;
  for i := 1 to 4 do begin for j := 1 to 4 do write(m[i, j]:4); writeln end;
  u := 0; for i := 1 to 5 do u := u + i / (i + 1) * (i + 1) / i; writeln(u:6:3);
  x := 0; i := 10; while i > 0 do begin if (i and 1 = 0) and (i mod 4 <> 0) or (i = 5) then x := x + i; dec(i) end; writeln(x)
end.
