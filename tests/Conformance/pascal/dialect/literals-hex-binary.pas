{ test: dialect literals accept
expect:
|255 11 2147483647 15 10 13
|28
|4294967296
|65535 61680 -16
|hex label
|AB
fpc: agrees
}
program HexBinary;
const mask = $FF; bits = %1011; big = $7FFFFFFF; oct = &17;
var i: integer; q: int64; w: word;
begin
  writeln(mask, ' ', bits, ' ', big, ' ', oct, ' ', $a, ' ', $DEAD mod 16);
  i := $10 + %10 + 10; writeln(i);
  q := $100000000; writeln(q);
  w := $FFFF; writeln(w, ' ', w and $F0F0, ' ', -$10);
  case i of $1C: writeln('hex label'); %1: writeln('no') end;
  writeln(chr($41), #$42)
end.
