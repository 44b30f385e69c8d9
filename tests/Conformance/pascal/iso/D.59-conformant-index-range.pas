{ test: iso D.59 error
expect:
|3
trap: range
trap-at: 16
fpc: differs no conformant arrays
}
program ConformantRange(output);
{ The bounds of the actual array must lie in the index type of the schema. }
type small = 1..5;
var a: array [1..3] of integer; b: array [3..7] of integer;
procedure inner(var v: array [lo..hi: small] of integer);
begin writeln(hi - lo + 1:1) end;
procedure outer(var v: array [lo..hi: integer] of integer);
begin
  inner(v)
end;
begin
  outer(a);
  outer(b)
end.
