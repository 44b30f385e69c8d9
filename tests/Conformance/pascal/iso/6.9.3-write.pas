{ test: iso 6.9.3 accept
expect:
|ab12c
|3
|1-1 2-4 3-9 TRUE
|xyz
fpc: agrees
}
program WriteProcedure(output);
var f: text; c: char; g: file of char; i: integer;
begin
  write('a', 'b'); write(1); writeln(2, 'c');
  write(output, 3); writeln(output);
  rewrite(f); for i := 1 to 3 do write(f, i, '-', i * i, ' '); writeln(f, 'x' < 'y');
  reset(f); while not eoln(f) do begin read(f, c); write(c) end; writeln;
  rewrite(g); write(g, 'x', 'y', succ('y')); reset(g);
  while not eof(g) do begin write(g^); get(g) end; writeln
end.
