{ test: dialect integers accept
expect:
|9223372036854775808 8000000000000000
|FFFFFFFFFFFFFFFF 15 F000000000000000
|DEADBEEF DEAD BEEF 21524110 DEADBEEFDEADBEEF
|A50 A A0
|81985529216486895 2309737967 103 123456789ABCDEF
|18446744073709551615 FFFFFFFFFFFFFFFF
|0
fpc: agrees
}
program Shifts64;
var q: int64; u: qword; i: integer; l: longword; b: byte; s: string;
function hex(u: qword): string;
const digits: array[0..15] of char = '0123456789ABCDEF';
begin
  hex := '';
  repeat result := digits[u and 15] + result; u := u shr 4 until u = 0
end;
begin
  u := 1; for i := 1 to 63 do u := u shl 1; writeln(u, ' ', hex(u));
  q := -1; writeln(hex(qword(q)), ' ', q shr 60, ' ', hex(qword(q shl 60)));
  l := $DEADBEEF; writeln(hex(l), ' ', hex(l shr 16), ' ', hex(l and $FFFF), ' ', hex(l xor $FFFFFFFF), ' ', hex(qword(l) shl 32 or l));
  b := $A5; writeln(hex(b shl 4), ' ', hex(b shr 4), ' ', hex(b and not $0F));
  q := $123456789ABCDEF; writeln(q, ' ', q and $FFFFFFFF, ' ', (q shr 32) and $FF, ' ', hex(q or 1));
  q := 0; s := '18446744073709551615'; u := 0; for i := 1 to length(s) do u := u * 10 + qword(ord(s[i]) - 48); writeln(u, ' ', hex(u)); i := 0; writeln(i + q)
end.
