{ test: iso 6.6.3.2 accept
expect:
|20102 20102 1TRUE
|2103 1
fpc: agrees
}
program LargeValues(output);
type vec = array [1..200] of integer; rec = record v: vec; s: set of 0..255; n: integer end;
var r: rec; i: integer;
function weight(r: rec): integer;
var i, w: integer;
begin
  w := 0;
  for i := 1 to 200 do begin w := w + r.v[i]; r.v[i] := 0 end;
  r.n := r.n + 1; r.s := [];
  weight := w + r.n
end;
function deep(r: rec; n: integer): integer;
begin
  r.n := r.n * 2;
  if n = 0 then deep := r.n else deep := deep(r, n - 1) + r.v[n]
end;
begin
  for i := 1 to 200 do r.v[i] := i; r.s := [1, 255]; r.n := 1;
  writeln(weight(r):1, weight(r):6, r.n:2, 255 in r.s);
  writeln(deep(r, 10):1, r.n:2)
end.
