{ test: iso 6.9.3.1 accept
expect:
|1 2  3   4
|    1.50  x  TRUE  42 ab
||7|-7|-7| -7|12345|
|                   1end
fpc: agrees
}
program WriteParams(output);
var w, d: integer;
begin
  for w := 1 to 4 do write(w:w);
  writeln;
  w := 3; d := 2;
  writeln(1.5:w + 5:d, 'x':w, true:2 * w, 42:d * d, 'ab':w);
  write('|', 7:1, '|', -7:1, '|', -7:2, '|', -7:3, '|', 12345:3, '|'); writeln;
  writeln(1:20, 'end')
end.
