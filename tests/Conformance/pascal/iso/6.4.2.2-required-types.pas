{ test: iso 6.4.2.2 accept
expect:
|0
|2147483648.0
|01TRUE
|0
|7
|TRUE TRUE TRUE
|text
fpc: agrees
}
program Required(output);
var i: integer; r: real; b: boolean; c: char; f: text;
begin
  i := -maxint; i := i + maxint; writeln(i:1);
  r := maxint; r := r + 1.0; writeln(r:1:1);
  b := false; writeln(ord(b):1, ord(true):1, b < true);
  writeln(ord('0') + 9 - ord('9'):1);
  for c := '0' to '9' do if ord(c) - ord('0') = 7 then writeln(c);
  writeln('a' < 'b', ' ', 'z' > 'y', ' ', 'A' < 'Z');
  rewrite(f); writeln(f, 'text'); reset(f);
  while not eoln(f) do begin read(f, c); write(c) end;
  writeln
end.
