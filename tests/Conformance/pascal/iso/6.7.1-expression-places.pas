{ test: iso 6.7.1 accept
expect:
| 81  64
|one 1.50
|2
fpc: agrees
}
program Places(output);
{ Expressions wherever one may stand. }
type colour = (red, green, blue);
var a: array [1..10] of integer; i: integer; c: colour; r: record x: array [colour] of real end;
function id(n: integer): integer; begin id := n end;
begin
  for i := id(1) to id(5) * 2 do a[11 - i] := sqr(i);
  writeln(a[a[10] + 1]:id(3), a[trunc(sqrt(a[8]))]:4);
  case id(a[10]) + ord(odd(a[9])) of 1: write('one'); 2: write('two') end;
  for c := succ(red) to blue do r.x[c] := ord(c) / 2;
  writeln(r.x[pred(blue)] + r.x[blue]:id(5):id(2));
  i := 10;
  while id(i) > id(7) do i := i - id(id(1));
  repeat i := -(-i + 1) until i * i <= id(9) - 5;
  if (id(3) in [1..i]) = (i >= 3) then writeln(i:1)
end.
