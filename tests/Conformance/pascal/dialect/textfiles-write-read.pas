{ test: dialect textfiles accept
expect:
|[first line]
|TRUE
|10;20;30; 2.50x
|unfinished TRUE
|[]TRUE
|4 unfinished business
fpc: agrees
}
program TextFiles;
var f: text; s: string; i, n: integer; x: real; c: char;
begin
  assign(f, 'text.tmp'); rewrite(f);
  writeln(f, 'first line'); writeln(f); for i := 1 to 3 do write(f, i * 10, ' '); writeln(f, 2.5:4:2, ' x'); write(f, 'unfinished');
  close(f);
  reset(f);
  readln(f, s); writeln('[', s, ']'); writeln(eoln(f)); readln(f);
  n := 0; for i := 1 to 3 do begin read(f, n); write(n, ';') end; read(f, x, c, c); writeln(x:5:2, c);
  readln(f); read(f, s); writeln(s, ' ', eoln(f)); readln(f, s); writeln('[', s, ']', eof(f));
  close(f);
  append(f); writeln(f, ' business'); close(f);
  reset(f); n := 0; while not eof(f) do begin readln(f, s); inc(n) end; writeln(n, ' ', s); close(f);
  erase(f)
end.
