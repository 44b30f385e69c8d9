{ test: iso 6.9.4 accept
expect:
|
|a
|b
|c1TRUE
|3
fpc: agrees
}
program WritelnProcedure(output);
var f: text; n: integer; c: char;
begin
  writeln; writeln('a'); write('b'); writeln; writeln('c', 1, true);
  rewrite(f); writeln(f); write(f, 'x'); writeln(f); writeln(f, 'y', 2.5:4:1);
  reset(f); n := 0;
  while not eof(f) do begin
    if eoln(f) then n := n + 1;
    get(f)
  end;
  writeln(n:1)
end.
