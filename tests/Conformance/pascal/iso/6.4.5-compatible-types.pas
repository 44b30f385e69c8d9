{ test: iso 6.4.5 accept
expect:
|14 TRUE TRUE TRUE
|axc TRUE FALSE
|TRUE FALSE TRUE
|TRUE
fpc: agrees
}
program Compatible(output);
{ Compatible: the same type; subranges of one host; sets of compatible bases,
  both packed or neither; string-types of equal length. }
type small = 1..10;
     other = 5..20;
     three = packed array [1..3] of char;
     third = packed array [1..3] of char;
     s1 = set of 0..9;
     s2 = set of 5..20;
var a: small; b: other; i: integer; s: three; t: third; x: s1; y: s2;
begin
  a := 7; b := a; i := a + b;
  writeln(i:1, ' ', a = b, ' ', a < i, ' ', b in [1..a]);
  s := 'abc'; t := s;
  t[2] := 'x';
  writeln(t, ' ', s < t, ' ', s = t);
  x := [5, 7]; y := x;
  y := y + [7..9];
  writeln(x <= y, ' ', x = y, ' ', y * x = [7, 5]);
  x := y - [9];
  writeln(8 in x)
end.
