{ test: iso 6.6.3.7.3 accept
expect:
| 1 2 4 7 8 9
| 10.0 20.0 30.0
|abc -> cba
fpc: differs no conformant arrays
}
program VarConformant(output);
var a: array [1..6] of integer; b: array [0..2] of real; w: packed array [1..3] of char;
    i: integer;
procedure sort(var v: array [lo..hi: integer] of integer);
var i, j, t: integer;
  procedure swap(var a, b: integer);
  begin t := a; a := b; b := t end;
begin
  for i := lo to hi - 1 do
    for j := lo to hi - 1 - (i - lo) do
      if v[j] > v[j + 1] then swap(v[j], v[j + 1])
end;
procedure scale(var v: array [lo..hi: integer] of real; f: real);
var i: integer;
begin
  for i := lo to hi do v[i] := v[i] * f
end;
procedure rescale(var v: array [first..last: integer] of real);
{ handed on, bounds and all }
begin scale(v, 2); scale(v, 5) end;
procedure reverse(var s: packed array [lo..hi: integer] of char);
var i: integer; c: char;
begin
  for i := 0 to (hi - lo + 1) div 2 - 1 do begin
    c := s[lo + i]; s[lo + i] := s[hi - i]; s[hi - i] := c
  end
end;
begin
  a[1] := 9; a[2] := 4; a[3] := 7; a[4] := 1; a[5] := 8; a[6] := 2;
  sort(a);
  for i := 1 to 6 do write(a[i]:2); writeln;
  for i := 0 to 2 do b[i] := i + 1;
  rescale(b);
  for i := 0 to 2 do write(b[i]:5:1); writeln;
  w := 'abc'; write(w, ' -> '); reverse(w); writeln(w)
end.
