{ test: dialect integers accept
expect:
|42949672945
|6 6 256
|40 12157665459056928801
|-1020 -102 0 0
fpc: agrees
}
program MixedLoops;
var q, sum: int64; u: qword; w: word; s: shortint; l: longword; c: integer;
begin
  sum := 0; for q := 4294967290 to 4294967299 do sum := sum + q; writeln(sum);
  c := 0; for w := 65530 to 65535 do inc(c); write(c, ' '); c := 0; for l := 4294967290 to 4294967295 do inc(c); write(c, ' ');
  c := 0; for s := 127 downto -128 do inc(c); writeln(c);
  u := 1; c := 0; while u < 10000000000000000000 do begin u := u * 3; inc(c) end; writeln(c, ' ', u);
  q := 100; repeat q := q - 7 * c until q < -1000; writeln(q, ' ', q div 10, ' ', q mod 10, ' ', abs(q) mod 10)
end.
