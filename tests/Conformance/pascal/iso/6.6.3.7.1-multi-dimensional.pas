{ test: iso 6.6.3.7.1 accept
expect:
| 1 2 3
| 4 5 6
|trace 6, rows 6 15
|2 3
fpc: differs no conformant arrays
}
program MultiDim(output);
{ [a; b] of t stands for array [a] of array [b] of t. }
type matrix = array [1..2, 1..3] of integer;
var m: matrix; i, j: integer; q: array [0..1, 5..7] of integer;
procedure print(var m: array [r1..r2: integer; c1..c2: integer] of integer);
var i, j: integer;
begin
  for i := r1 to r2 do begin
    for j := c1 to c2 do write(m[i, j]:2);
    writeln
  end
end;
function trace(var m: array [r1..r2: integer] of array [c1..c2: integer] of integer): integer;
var i, t: integer;
begin
  t := 0;
  for i := 0 to r2 - r1 do t := t + m[r1 + i][c1 + i];
  trace := t
end;
function rowsum(v: array [l..h: integer] of integer): integer;
var i, s: integer;
begin
  s := 0; for i := l to h do s := s + v[i]; rowsum := s
end;
procedure sizes(var m: array [r1..r2: integer; c1..c2: integer] of integer);
  function len(var v: array [l..h: integer] of integer): integer;
  begin len := h - l + 1 end;
begin
  writeln(r2 - r1 + 1:1, len(m[r1]):2)
end;
begin
  for i := 1 to 2 do
    for j := 1 to 3 do begin
      m[i, j] := (i - 1) * 3 + j;
      q[i - 1, j + 4] := m[i, j]
    end;
  print(m);
  writeln('trace ', trace(q):1, ', rows ', rowsum(m[1]):1, ' ', rowsum(q[1]):1);
  sizes(q)
end.
