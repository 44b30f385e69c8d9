{ test: iso 6.4.3.1 accept
expect:
|63
| 7  TRUE x 6 FALSE b 5  TRUE x
|TRUE FALSE
|15
fpc: agrees
}
program PackedTypes(output);
{ packed marks each structured type; it never changes what a program means. }
type flags = packed array [0..19] of boolean;
     small = packed record a: 0..7; b: boolean; c: 'a'..'z' end;
     table = packed array [1..3] of small;
     bits = packed set of 0..9;
     grid = packed array [1..2, 1..2] of 0..15;
var f: flags; t: table; b: bits; g: grid; i, n: integer;
begin
  for i := 0 to 19 do f[i] := i mod 3 = 0;
  n := 0;
  for i := 0 to 19 do if f[i] then n := n + i;
  writeln(n:1);
  for i := 1 to 3 do begin t[i].a := 8 - i; t[i].b := odd(i); t[i].c := 'x' end;
  t[2].c := 'b';
  for i := 1 to 3 do write(t[i].a:2, ' ', t[i].b:5, ' ', t[i].c);
  writeln;
  b := [1, 9]; writeln(9 in b, ' ', 8 in b);
  g[1, 1] := 15; g[2] := g[1]; writeln(g[2, 1]:1)
end.
