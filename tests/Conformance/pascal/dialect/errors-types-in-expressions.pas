{ test: dialect errors reject
error-at: 22
error-at: 23
error-at: 24
error-at: 25
error-at: 26
error-at: 27
error-at: 28
error-at: 29
error-at: 30
error-at: 31
error-at: 32
error-at: 33
error-at: 34
error-at: 35
fpc: agrees
}
program TypesInExpressions;
type e = (x, y); r = record a: integer end;
var i: integer; s: string; b: boolean; v: array[1..3] of integer; q: r; p: ^r; z: set of char; c: e; g: real;
begin
  i := b;
  b := i > s;
  s := s + i;
  i := v;
  i := q + 1;
  if c then writeln;
  b := s in z;
  i := p^;
  i := p.a;
  v['a'] := 1;
  g := i div g;
  z := z + [1];
  b := not s;
  c := x + y;
  i := i + 1
end.
