{ test: dialect integers accept
expect:
|1122444884
|-128 255 -32768 65535
|-2147483648 2147483647 4294967295
|9223372036854775807 18446744073709551615 4294967295
|-128 127 -32768 65535 4294967295
|-9223372036854775808 9223372036854775807 18446744073709551615 -2147483648 2147483647
|510 0
fpc: agrees
}
program IntegerSizes;
var a: shortint; b: byte; c: smallint; d: word; e: integer; f: longint; g: longword; h: int64; i: qword; j: cardinal;
begin
  writeln(sizeof(a), sizeof(b), sizeof(c), sizeof(d), sizeof(e), sizeof(f), sizeof(g), sizeof(h), sizeof(i), sizeof(j));
  a := -128; b := 255; c := -32768; d := 65535; e := -2147483647 - 1; f := 2147483647; g := 4294967295;
  h := 9223372036854775807; i := 18446744073709551615; j := g;
  writeln(a, ' ', b, ' ', c, ' ', d); writeln(e, ' ', f, ' ', g); writeln(h, ' ', i, ' ', j);
  writeln(low(shortint), ' ', high(shortint), ' ', low(smallint), ' ', high(word), ' ', high(longword));
  writeln(low(int64), ' ', high(int64), ' ', high(qword), ' ', low(integer), ' ', maxint);
  writeln(high(byte) + high(byte), ' ', low(byte))
end.
