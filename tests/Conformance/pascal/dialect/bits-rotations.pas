{ test: dialect bits accept
expect:
|70 25 57860 5000
|3445948445 125000000 5764607523034234880 9223372036854775810
|145 100 3 2 1
|70 57860 3445948445 2684354560
|-2 -19 -4 -13
|-2 -4 -2
|3 6 11 40
|7 15 31 42
|255 255 255 255
|3 5 13 64
fpc: agrees
}
program BitsRotations;
var b: byte; w: word; d: cardinal; q: qword; i: integer; s: shortint; m: smallint; l: int64; n: integer;
begin
  b := 200; w := 40000; d := 4000000000; q := 5; i := -7; s := -3; m := -300; l := -100; n := 35;
  writeln(rolbyte(b, 3), ' ', rorbyte(b, 3), ' ', rolword(w, 3), ' ', rorword(w, 3));
  writeln(roldword(d, 5), ' ', rordword(d, 5), ' ', rolqword(q, 60), ' ', rorqword(q, 1));
  writeln(rolbyte(b), ' ', rorbyte(b), ' ', rolword($8001), ' ', roldword(1), ' ', rorqword(2));
  writeln(rolbyte(b, 11), ' ', rolword(w, 19), ' ', roldword(d, n + 2), ' ', rorqword(q, 64 + n));
  writeln(sarshortint(s, 1), ' ', sarsmallint(m, 4), ' ', sarlongint(i, 1), ' ', sarint64(l, 3));
  writeln(sarshortint(s), ' ', sarlongint(i, 33), ' ', sarint64(l, n + 35));
  writeln(bsfbyte(b), ' ', bsfword(w), ' ', bsfdword(d), ' ', bsfqword(q shl 40));
  writeln(bsrbyte(b), ' ', bsrword(w), ' ', bsrdword(d), ' ', bsrqword(q shl 40));
  q := 0;
  writeln(bsfdword(0), ' ', bsrdword(0), ' ', bsfqword(q), ' ', bsrqword(q));
  q := not q;
  writeln(popcnt(b), ' ', popcnt(w), ' ', popcnt(d), ' ', popcnt(q))
end.
