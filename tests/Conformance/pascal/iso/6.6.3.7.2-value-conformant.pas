{ test: iso 6.6.3.7.2 accept
expect:
|55 24
|1 2 3 4
|1 2 3 4
|hello 5 h
|'quoted' 8 '
|max 9
fpc: differs no conformant arrays
}
program ValueConformant(output);
{ The formal array is a copy: the actual one stays as it was. A string is a value too. }
var a: array [1..4] of integer; i: integer;
function fold(v: array [lo..hi: integer] of integer; n: integer): integer;
var i: integer;
begin
  for i := lo + 1 to hi do v[i] := v[i] * v[i - 1];
  fold := v[hi] + n;
  v[lo] := -1
end;
procedure print(v: array [lo..hi: integer] of integer);
var i: integer;
begin
  for i := lo to hi do begin write(v[i]:1); if i < hi then write(' ') end;
  writeln
end;
procedure say(s: packed array [lo..hi: integer] of char);
var i: integer;
begin
  for i := lo to hi do write(s[i]);
  writeln(' ', hi:1, ' ', s[lo])
end;
function max(v: array [lo..hi: integer] of integer): integer;
  procedure go(i: integer);
  begin
    if i > lo then begin
      if v[i] > v[i - 1] then v[i - 1] := v[i];
      go(i - 1)
    end
  end;
begin
  go(hi);
  max := v[lo]
end;
begin
  for i := 1 to 4 do a[i] := i;
  writeln(fold(a, 31):1, ' ', fold(a, 0):1);
  print(a); i := max(a); print(a);
  say('hello'); say('''quoted''');
  a[2] := 9;
  writeln('max ', max(a):1)
end.
