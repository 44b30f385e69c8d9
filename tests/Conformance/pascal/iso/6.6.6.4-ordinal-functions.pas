{ test: iso 6.6.6.4 accept
expect:
| 0 1 2 3 4
|0 3
|4
|-5 -6 -4
|01 TRUE FALSE
|CBD
|0 2550 0
| 0 1 0 1 0
fpc: differs checks succ and pred against the subrange instead of its host type
}
program OrdinalFunctions(output);
type day = (mon, tue, wed, thu, fri);
     mid = tue..thu;
var d: day; m: mid; c: char; n: -5..5;
begin
  for d := mon to fri do write(ord(d):2); writeln;
  m := tue; d := pred(m); writeln(ord(d):1, ord(succ(succ(m))):2);
  m := thu; writeln(ord(succ(m)):1);
  n := -5; writeln(ord(n):1, ord(pred(n)):3, succ(n):3);
  writeln(ord(false):1, ord(true):1, ' ', succ(false), ' ', pred(true));
  c := chr(ord('A') + 2); writeln(c, pred(c), succ(c));
  writeln(ord(chr(0)):1, ord(chr(255)):4, chr(48), ord(maxint) - maxint:2);
  for c := 'a' to 'e' do if chr(ord(c)) <> c then writeln('broken');
  for n := -2 to 2 do write(ord(odd(n)):2); writeln
end.
