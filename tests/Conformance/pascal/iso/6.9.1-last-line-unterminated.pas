{ test: iso 6.9.1 accept
expect:
|ab[eoln] 3
|[ ]TRUE
|TRUE
fpc: differs appends no end-of-line
}
program LastLine(output);
{ A text always ends with an end-of-line: reset appends one that is missing. }
var f: text; c: char; n: integer;
begin
  rewrite(f); write(f, 'ab'); reset(f); n := 0;
  while not eof(f) do begin
    if eoln(f) then write('[eoln]') else write(f^);
    n := n + 1; get(f)
  end;
  writeln(n:2);
  rewrite(f); writeln(f, 'ab'); reset(f); read(f, c, c, c); writeln('[', c, ']', eof(f));
  rewrite(f); reset(f); writeln(eof(f))
end.
