{ test: dialect integers accept
expect:
|44
|65535 255 4294967295
|-56
|5 1099511627781
|2199023255562
|8000000000
|2 -1000 193
|-20000
|66 B TRUE
fpc: agrees
}
program IntegerConversions;
var b: byte; s: shortint; w: word; i: integer; q: int64; u: qword; l: longword;
begin
  i := 300; b := byte(i); writeln(b);
  i := -1; w := word(i); writeln(w, ' ', byte(i), ' ', longword(i));
  b := 200; s := shortint(b); writeln(s);
  q := int64(1) shl 40 + 5; i := integer(q); writeln(i, ' ', q);
  u := qword(q) * 2; writeln(u);
  l := 4000000000; q := l; q := q * 2; writeln(q);
  q := -5; w := 7; writeln(q + w, ' ', q * b, ' ', b - w);
  s := -100; i := s * b; writeln(i);
  i := ord('A') + integer(true) + ord(false); writeln(i, ' ', char(i), ' ', boolean(1))
end.
