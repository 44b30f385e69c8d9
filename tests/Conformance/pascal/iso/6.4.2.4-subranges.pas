{ test: iso 6.4.2.4 accept
expect:
|-11
|4000
|r 16
|2
|TRUE
|5
| -3 -2 -1  0  1  2  3
fpc: agrees
}
program Subranges(output);
const low = -10;
type temp = low..40;
     letter = 'a'..'z';
     shade = (black, grey, white);
     dark = black..grey;
     one = 5..5;
var t: temp; l: letter; d: dark; s: shade; o: one; i: integer;
begin
  t := -10; i := t - 1; writeln(i:1);
  t := 40; writeln(t * 100:1);
  l := 'q'; writeln(succ(l), ord(l) - ord('a'):3);
  d := grey; s := d; s := succ(s); writeln(ord(s):1);
  s := black; d := s; writeln(d = black);
  o := 5; writeln(o:1);
  for t := -3 to 3 do write(t:3);
  writeln
end.
