{ test: iso 6.6.3.7.1 accept
expect:
|lo=3 hi=7 mid=5
|found 4 at 6
|missing
fpc: differs no conformant arrays
}
program BoundIds(output);
{ Bound-identifiers are values: in expressions, case limits, calls. }
var a: array [3..7] of integer; i: integer;
procedure binary(var v: array [lo..hi: integer] of integer; key: integer);
var l, h, m: integer;
begin
  l := lo; h := hi;
  while l < h do begin
    m := (l + h) div 2;
    if v[m] < key then l := m + 1 else h := m
  end;
  if v[l] = key then writeln('found ', key:1, ' at ', l:1)
  else writeln('missing')
end;
procedure info(var v: array [lo..hi: integer] of integer);
  procedure inner;
  begin
    writeln('lo=', lo:1, ' hi=', hi:1, ' mid=', (lo + hi) div 2:1)
  end;
begin
  inner
end;
begin
  for i := 3 to 7 do a[i] := i - 3 + ord(i > 5);
  info(a);
  binary(a, 4); binary(a, 3)
end.
