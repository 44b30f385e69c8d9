program matmul;
const n = 300;
type matrix = array[1..n, 1..n] of real;
var a, b, c: matrix; i, j, k, round: integer; s: real;
begin
  for i := 1 to n do
    for j := 1 to n do
    begin
      a[i, j] := (i + j) mod 7;
      b[i, j] := (i - j) * 0.5
    end;
  for round := 1 to {size}10 do
    for i := 1 to n do
      for j := 1 to n do
      begin
        s := 0;
        for k := 1 to n do s := s + a[i, k] * b[k, j];
        c[i, j] := s
      end;
  s := 0;
  for i := 1 to n do s := s + c[i, n + 1 - i];
  writeln(s:0:2)
end.
