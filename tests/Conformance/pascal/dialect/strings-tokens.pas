{ test: dialect strings accept
expect:
|words.5 into.4 line.4 this.4 split.5 
|54
fpc: agrees
}
program Tokens;
var line, w: string; p, n: integer; words: array[1..10] of string[12]; i: integer;
procedure next(var s, w: string);
var p: integer;
begin
  while (s <> '') and (s[1] = ' ') do delete(s, 1, 1);
  p := pos(' ', s);
  if p = 0 then begin w := s; s := '' end
  else begin w := copy(s, 1, p - 1); delete(s, 1, p) end
end;
begin
  line := '  split   this line  into words '; n := 0;
  next(line, w);
  while w <> '' do begin inc(n); words[n] := w; next(line, w) end;
  for i := n downto 1 do write(words[i], '.', length(words[i]), ' '); writeln;
  p := 0; for i := 1 to n do if words[i] > 'l' then inc(p); writeln(n, p)
end.
