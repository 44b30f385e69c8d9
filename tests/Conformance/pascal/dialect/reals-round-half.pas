{ test: dialect reals accept
expect:
|3 -3 1 -1 4
fpc: differs rounds halves to even
}
program RoundHalf;
{ Halves are rounded away from zero, as in ISO 7185. }
var x: real;
begin
  x := 2.5; write(round(x), ' ', round(-x), ' ');
  x := 0.5; writeln(round(x), ' ', round(-x), ' ', round(3.5))
end.
