{ test: iso D.1 error
expect:
|6
trap: index
trap-at: 15
fpc: differs no conformant arrays
}
program ConformantIndex(output);
var a: array [1..3] of integer; i: integer;
function sum(var v: array [lo..hi: integer] of integer; last: integer): integer;
var i, s: integer;
begin
  s := 0;
  for i := lo to last do
    s := s + v[i];
  sum := s
end;
begin
  for i := 1 to 3 do a[i] := i;
  writeln(sum(a, 3):1);
  writeln(sum(a, 4):1)
end.
