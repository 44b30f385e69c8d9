{ test: iso 6.6.3.7.3 accept
expect:
|  58  64
| 139 154
|  58 139
|  64 154
fpc: differs no conformant arrays
}
program MatrixProduct(output);
var a: array [1..2, 1..3] of integer; b: array [1..3, 1..2] of integer; c, d: array [0..1, 5..6] of integer;
    i, j: integer;
procedure multiply(var x: array [a..b: integer; c..d: integer] of integer;
                   var y: array [e..f: integer; g..h: integer] of integer;
                   var z: array [k..l: integer; m..n: integer] of integer);
var i, j, t: integer;
begin
  for i := 0 to b - a do
    for j := 0 to h - g do begin
      z[k + i, m + j] := 0;
      for t := 0 to d - c do
        z[k + i, m + j] := z[k + i][m + j] + x[a + i, c + t] * y[e + t, g + j]
    end
end;
procedure transpose(var x, y: array [a..b: integer; c..d: integer] of integer);
var i, j: integer;
begin
  for i := a to b do for j := c to d do y[j - c + a, i - a + c] := x[i, j]
end;
procedure print(m: array [a..b: integer; c..d: integer] of integer);
var i, j: integer;
begin
  for i := a to b do begin
    for j := c to d do write(m[i, j]:4);
    writeln;
    m[i, c] := 0
  end
end;
begin
  for i := 1 to 2 do for j := 1 to 3 do begin
    a[i, j] := (i - 1) * 3 + j; b[j, i] := 6 + (j - 1) * 2 + i
  end;
  multiply(a, b, c); print(c);
  transpose(c, d); print(d)
end.
