{ test: iso 6.6.3.7.1 reject
error-at: 10
fpc: differs reports another line
}
program BoundAssign(output);
var a: array [1..3] of integer;
procedure p(var v: array [lo..hi: integer] of integer);
begin
  v[lo] := 1;
  lo := 2
end;
begin
  p(a)
end.
