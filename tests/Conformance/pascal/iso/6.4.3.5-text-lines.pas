{ test: iso 6.4.3.5 accept
expect:
|one[ ][ ]three[ ]no end[ ]
|4 14
fpc: differs the buffer variable shows the line feed at an end of line
}
program TextLines(output);
{ A text is lines; each ends with an end-of-line that reads as a blank. }
var t: text; c: char; lines, chars: integer;
begin
  rewrite(t);
  write(t, 'one'); writeln(t);
  writeln(t);
  writeln(t, 'th', 'ree');
  write(t, 'no end');
  reset(t);
  lines := 0; chars := 0;
  while not eof(t) do begin
    while not eoln(t) do begin read(t, c); chars := chars + 1; write(c) end;
    write('[', t^, ']');
    get(t);
    lines := lines + 1
  end;
  writeln;
  writeln(lines:1, chars:3)
end.
