{ test: iso 6.10 accept
expect:
|15 30
fpc: differs binds the parameters to the standard files
}
program TwoFiles(output, first, second);
var first, second: text; i, n, a, b: integer;
begin
  rewrite(first); rewrite(second);
  for i := 1 to 5 do begin writeln(first, i); write(second, 2 * i, ' ') end;
  writeln(second);
  reset(first); reset(second); a := 0; b := 0;
  while not eof(first) do begin readln(first, n); a := a + n end;
  while not eoln(second) do begin read(second, n); b := b + n; if second^ = ' ' then get(second) end;
  writeln(a:1, b:3)
end.
