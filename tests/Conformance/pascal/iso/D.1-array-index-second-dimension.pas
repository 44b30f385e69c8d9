{ test: iso D.1 error
expect:
|6
trap: index
trap-at: 13
fpc: agrees
}
program SecondDimension(output);
type colour = (red, green, blue);
var m: array [1..3, colour] of integer; c: colour; i: integer;
procedure put(i: integer; c: colour);
begin
  m[i, c] := i * ord(c);
end;
begin
  for i := 1 to 3 do for c := red to blue do put(i, c);
  writeln(m[3, blue]:1);
  put(4, red)
end.
