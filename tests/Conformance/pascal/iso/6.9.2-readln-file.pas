{ test: iso 6.9.2 accept
expect:
|a  TRUE 12zTRUE
|4
fpc: agrees
}
program ReadlnFile(output);
var f: text; c: char; n, lines: integer;
begin
  rewrite(f); writeln(f, 'abc'); writeln(f); writeln(f, '12 rest'); writeln(f, 'z');
  reset(f);
  readln(f, c); write(c, eoln(f):6); readln(f); readln(f, n); write(n:3); readln(f, c);
  writeln(c, eof(f));
  reset(f); lines := 0;
  while not eof(f) do begin readln(f); lines := lines + 1 end;
  writeln(lines:1)
end.
