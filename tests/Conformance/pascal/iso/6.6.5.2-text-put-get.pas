{ test: iso 6.6.5.2 accept
expect:
|ab cd
|6 characters, 2 lines
fpc: differs the buffer variable of a text is not written
}
program TextPutGet(output);
var t: text; n, lines: integer;
begin
  rewrite(t);
  t^ := 'a'; put(t); write(t, 'b'); t^ := ' '; put(t); writeln(t, 'cd'); t^ := 'e'; put(t); writeln(t);
  reset(t); n := 0; lines := 0;
  while not eoln(t) do begin write(t^); get(t) end; writeln;
  reset(t);
  while not eof(t) do begin if eoln(t) then lines := lines + 1 else n := n + 1; get(t) end;
  writeln(n:1, ' characters, ', lines:1, ' lines')
end.
