{ test: iso 6.6.3.8 reject
error-at: 10
fpc: differs reports another line
}
program Packing(output);
var a: array [1..5] of char;
procedure p(var v: packed array [lo..hi: integer] of char);
begin v[lo] := 'x' end;
begin
  p(a)
end.
