{ test: iso 6.4.3.2 accept
expect:
|4 10 16 32
|5 3 2 42
| 98.0  -99.0
fpc: agrees
}
program Arrays(output);
const size = 4;
type matrix = array [1..size, 1..size] of integer;
     same = array [1..size] of array [1..size] of integer;
     cube = array [boolean, 'a'..'c', 0..1] of real;
var a, b, c: matrix; s: same; q: cube; i, j, k: integer; x: char;
begin
  for i := 1 to size do
    for j := 1 to size do begin
      a[i, j] := i + j;
      b[i][j] := ord(i = j) * 2;
      s[i, j] := i * 10 + j
    end;
  for i := 1 to size do
    for j := 1 to size do begin
      c[i, j] := 0;
      for k := 1 to size do c[i][j] := c[i, j] + a[i, k] * b[k, j]
    end;
  writeln(c[1, 1]:1, c[2, 3]:3, c[4, 4]:3, s[3][2]:3);
  c := a; c[1] := a[4]; s[2] := s[4];
  writeln(c[1, 1]:1, c[2, 1]:2, a[1, 1]:2, s[2, 2]:3);
  for x := 'a' to 'c' do begin q[true, x, 0] := ord(x); q[true, x, 1] := -ord(x) end;
  q[false] := q[true];
  writeln(q[false, 'b', 0]:5:1, q[false]['c'][1]:7:1)
end.
