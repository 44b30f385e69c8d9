{ test: iso 6.6.3.8 reject
error-at: 10
fpc: differs reports another line
}
program IndexType(output);
var a: array ['a'..'c'] of integer;
procedure p(var v: array [lo..hi: integer] of integer);
begin v[lo] := 0 end;
begin
  p(a)
end.
