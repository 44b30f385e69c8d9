{ test: iso 6.6.3.3 accept
expect:
|ABCXYZ 4 -4
fpc: agrees
}
program WholeOfPacked(output);
{ A component of a packed variable may not be a var argument; the whole may. }
type str = packed array [1..3] of char; rec = packed record a, b: integer end;
var s: str; r: rec; t: array [1..2] of str;
procedure up(var s: str);
var i: integer;
begin for i := 1 to 3 do s[i] := chr(ord(s[i]) - ord('a') + ord('A')) end;
procedure both(var r: rec; n: integer);
begin r.a := n; r.b := -n end;
begin
  s := 'abc'; up(s); t[2] := 'xyz'; up(t[2]); both(r, 4);
  writeln(s, t[2], r.a:2, r.b:3)
end.
