{ test: iso 6.6.3.7.1 accept
expect:
|ant bee cat dog
|5 5 7 9
fpc: differs no conformant arrays
}
program SortStrings(output);
{ A conformant array of a named array type, and a functional parameter that compares. }
type name = packed array [1..3] of char;
     key = record k: integer; tag: char end;
var names: array [1..4] of name; keys: array [0..3] of key; i: integer;
procedure sort(var a: array [lo..hi: integer] of name);
var i, j: integer; t: name;
begin
  for i := lo to hi - 1 do
    for j := lo to hi - 1 do
      if a[j] > a[j + 1] then begin t := a[j]; a[j] := a[j + 1]; a[j + 1] := t end
end;
procedure sortkeys(var a: array [lo..hi: integer] of key; function less(x, y: integer): boolean);
var i, j: integer; t: key;
begin
  for i := lo to hi - 1 do
    for j := hi downto i + 1 do
      if less(a[j].k, a[j - 1].k) then begin t := a[j]; a[j] := a[j - 1]; a[j - 1] := t end
end;
function smaller(x, y: integer): boolean;
begin smaller := x < y end;
begin
  names[1] := 'dog'; names[2] := 'cat'; names[3] := 'bee'; names[4] := 'ant';
  sort(names);
  for i := 1 to 4 do begin write(names[i]); if i < 4 then write(' ') end; writeln;
  keys[0].k := 9; keys[1].k := 5; keys[2].k := 7; keys[3].k := 5;
  sortkeys(keys, smaller);
  for i := 0 to 3 do begin write(keys[i].k:1); if i < 3 then write(' ') end; writeln
end.
