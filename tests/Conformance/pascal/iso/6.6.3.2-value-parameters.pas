{ test: iso 6.6.3.2 accept
expect:
|30 1
|6 TRUE Xbc  1.0
|1 FALSE abc
|abc
fpc: agrees
}
program ValueParams(output);
type vec = array [1..4] of integer;
     rec = record n: integer; s: set of 1..9; w: packed array [1..3] of char end;
     sub = 1..10;
var v: vec; r: rec; i: integer;
function sum(a: vec): integer;
var i: integer;
begin
  for i := 2 to 4 do a[1] := a[1] + a[i];
  sum := a[1]
end;
procedure change(r: rec; s: sub; x: real);
begin
  r.n := r.n + s; r.s := r.s + [s]; r.w[1] := 'X';
  writeln(r.n:1, ' ', s in r.s, ' ', r.w, x:5:1)
end;
procedure word(w: char);
begin write(w) end;
begin
  for i := 1 to 4 do v[i] := i * i;
  writeln(sum(v):1, v[1]:2);
  r.n := 1; r.s := [2]; r.w := 'abc';
  change(r, r.n + 4, i div 4);
  writeln(r.n:1, ' ', 5 in r.s, ' ', r.w);
  for i := 1 to 3 do word(r.w[i]);
  writeln
end.
