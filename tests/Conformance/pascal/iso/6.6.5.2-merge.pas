{ test: iso 6.6.5.2 accept
expect:
|  1  2  4  4  6  7  8 10 10 13
fpc: agrees
}
program Merge(output);
{ Merges two ordered files by their buffer variables, and merge-sorts with three. }
type seq = file of integer;
var a, b, c: seq; i: integer;
procedure fill(var f: seq; start, step: integer);
var i: integer;
begin
  rewrite(f);
  for i := 0 to 4 do begin f^ := start + i * step; put(f) end
end;
procedure copy(var f, t: seq);
begin t^ := f^; put(t); get(f) end;
procedure merge(var a, b, c: seq);
begin
  reset(a); reset(b); rewrite(c);
  while not eof(a) and not eof(b) do
    if a^ < b^ then copy(a, c) else copy(b, c);
  while not eof(a) do copy(a, c);
  while not eof(b) do copy(b, c)
end;
begin
  fill(a, 1, 3); fill(b, 2, 2);
  merge(a, b, c);
  reset(c);
  while not eof(c) do begin read(c, i); write(i:3) end;
  writeln
end.
