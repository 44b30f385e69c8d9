{ test: iso 6.6.5.2 accept
expect:
| (0)
| 1 2 3 4 5 (5)
| 1 2 3 4 5 (5)
|TRUE
| 42 (1)
|TRUE
| (0)
| 1 5 7 (3)
|1 5 7 FALSE
|TRUE
fpc: differs no eof while a file is written
}
program ResetRewrite(output);
var f: file of integer; i, n: integer;
procedure dump;
begin
  reset(f); n := 0;
  while not eof(f) do begin write(' ', f^:1); get(f); n := n + 1 end;
  writeln(' (', n:1, ')')
end;
begin
  rewrite(f); dump;
  rewrite(f); for i := 1 to 5 do begin f^ := i; put(f) end; dump; dump;
  rewrite(f); f^ := 42; put(f); writeln(eof(f)); dump;
  rewrite(f); writeln(eof(f)); dump;
  rewrite(f); write(f, 1, 2 + 3); i := 7; write(f, i); dump;
  reset(f); read(f, i, n); writeln(i:1, n:2, f^:2, eof(f):6); get(f); writeln(eof(f))
end.
