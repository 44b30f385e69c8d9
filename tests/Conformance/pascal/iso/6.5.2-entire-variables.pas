{ test: iso 6.5.2 accept
expect:
|55 7
fpc: agrees
}
program Entire(output);
type rec = record a: integer; v: array [1..5] of integer end;
var r, s: rec; i, t: integer;
begin
  for i := 1 to 5 do r.v[i] := i * i;
  r.a := 7;
  s := r;
  for i := 1 to 5 do r.v[i] := 0;
  t := 0;
  for i := 1 to 5 do t := t + s.v[i] - r.v[i];
  writeln(t:1, s.a:2)
end.
