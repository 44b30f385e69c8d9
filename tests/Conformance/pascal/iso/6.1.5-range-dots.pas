{ test: iso 6.1.5 accept
expect:
|   1.50   2.25 -10.00
|in
fpc: agrees
}
program Dots(output);
{ 1..9 is three tokens, and 1.5 one. }
var digit: 1..9; a: array[1..3] of real;
begin
  a[1]:=1.5; a[2]:=2.25; a[3]:=-1.0e1;
  for digit:=1 to 3 do write(a[digit]:7:2);
  writeln;
  digit:=3;
  if digit in[1..3]then writeln('in')else writeln('out')
end.
