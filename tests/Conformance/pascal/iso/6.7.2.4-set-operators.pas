{ test: iso 6.7.2.4 accept
expect:
|1: 1 3 5 6 7 8 64 65 66 99 100
|2: 5 6 64
|3: 1 3 7 8 99
|4: 65 66 100
|5: 1 3 7 8 65 66 99 100
|6: 0 6 7 8 64
|7: 5 9
|8:
|FALSETRUETRUETRUE
fpc: agrees
}
program SetOps(output);
type col = (red, green, blue, white);
var a, b, c: set of 0..100; i: integer; s, t: set of col;
procedure show(n: integer);
var i: integer;
begin
  write(n:1, ':');
  for i := 0 to 100 do if i in c then write(' ', i:1);
  writeln
end;
begin
  a := [1, 3, 5..8, 64, 99]; b := [5, 6, 64..66, 100];
  c := a + b; show(1);
  c := a * b; show(2);
  c := a - b; show(3);
  c := b - a; show(4);
  c := (a + b) - (a * b); show(5);
  c := a * [6..70] + [0]; show(6);
  i := 9; c := [i..i - 1, i, i - 4]; show(7);
  c := c - c; show(8);
  s := [red, blue]; t := [];
  s := s + [white] - [red]; t := t + s * [blue..white] - [];
  writeln(red in s, blue in s, white in t, s = t)
end.
