{ test: dialect integers accept
expect:
|400 130000 -300 -60000 13000000
|-64800
|-200 51200
|TRUE TRUE TRUE TRUE
|28 4 -14 -2 25.00
fpc: agrees
}
program WordArithmetic;
{ Small operands are computed as integers. }
var b: byte; w: word; s: shortint; m: smallint; i: integer;
begin
  b := 200; w := 65000; s := -100; m := -30000;
  writeln(b + b, ' ', w + w, ' ', s - b, ' ', m * 2, ' ', b * w);
  i := b - w; writeln(i); i := -b; writeln(i, ' ', b shl 8);
  writeln(b > s, ' ', w > m, ' ', s < w, ' ', (b - 201) < 0);
  writeln(b div 7, ' ', b mod 7, ' ', s div 7, ' ', s mod 7, ' ', b / 8:5:2)
end.
