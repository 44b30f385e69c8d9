{ test: iso 6.6.3.8 reject
error-at: 11
fpc: differs reports another line
}
program Component(output);
type small = 0..9;
var a: array [1..3] of small;
procedure p(var v: array [lo..hi: integer] of integer);
begin v[lo] := 0 end;
begin
  p(a)
end.
