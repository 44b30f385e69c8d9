{ test: iso 6.6.3.7 accept
expect:
|..#..
|..#..
|..#..
|.....
|.###.
|.....
|3 3
fpc: differs no conformant arrays
}
program Life(output);
type line = packed array [1..5] of char;
var w, x: array [0..4, 0..4] of boolean; i, j: integer;
function alive(var g: array [r0..r1: integer; c0..c1: integer] of boolean; r, c: integer): integer;
begin
  if (r < r0) or (r > r1) or (c < c0) or (c > c1) then alive := 0 else alive := ord(g[r, c])
end;
procedure step(var g, h: array [r0..r1: integer; c0..c1: integer] of boolean);
var r, c, n, i, j: integer;
begin
  for r := r0 to r1 do
    for c := c0 to c1 do begin
      n := -alive(g, r, c);
      for i := -1 to 1 do for j := -1 to 1 do n := n + alive(g, r + i, c + j);
      h[r, c] := (n = 3) or (g[r][c] and (n = 2))
    end
end;
procedure show(g: array [r0..r1: integer; c0..c1: integer] of boolean; first, last: integer);
var r, c: integer; l: line;
begin
  for r := first to last do begin
    for c := c0 to c1 do if g[r, c] then l[c - c0 + 1] := '#' else l[c - c0 + 1] := '.';
    writeln(l)
  end
end;
function count(var g: array [r0..r1: integer; c0..c1: integer] of boolean): integer;
var r, c, n: integer;
begin
  n := 0; for r := r0 to r1 do for c := c0 to c1 do n := n + alive(g, r, c);
  count := n
end;
begin
  for i := 0 to 4 do for j := 0 to 4 do w[i, j] := (j = 2) and (i in [1..3]);
  show(w, 1, 3);
  step(w, x); show(x, 1, 3);
  step(x, w); writeln(count(w):1, count(x):2)
end.
