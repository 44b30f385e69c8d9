{ test: dialect bits accept
expect:
|8 14 6 -13 -1
|1024 128 49 2
|48 241 15 15
|18 52 13330
|4611686018427387904 4 4611686018427387905
|2147483648 1 2147483648
|16 0 1
|255 0 TRUE
|TRUE 240
fpc: agrees
}
program BitOperators;
var i, j: integer; b: byte; w: word; q: int64; u: longword;
function popcount(n: longword): integer;
var c: integer;
begin c := 0; while n <> 0 do begin n := n and (n - 1); inc(c) end; popcount := c end;
begin
  i := 12; j := 10;
  writeln(i and j, ' ', i or j, ' ', i xor j, ' ', not i, ' ', not 0);
  writeln(1 shl 10, ' ', 1024 shr 3, ' ', i shl 2 + 1, ' ', i shr 1 and 3);
  b := $F0; writeln(b and $3C, ' ', b or 1, ' ', b xor $FF, ' ', b shr 4);
  w := $1234; writeln(hi(w), ' ', lo(w), ' ', swap(w));
  q := int64(1) shl 62; writeln(q, ' ', q shr 60, ' ', q or 1);
  u := $80000000; writeln(u, ' ', u shr 31, ' ', u and $FFFFFFFF);
  writeln(popcount($FFFF), popcount(0):2, popcount(u):2);
  i := -1; writeln(i and $FF, ' ', i xor i, ' ', (i and 1) = 1);
  writeln(5 and 3 = 1, ' ', (i shl 4) and $F0)
end.
