{ test: iso 6.6.3.7.2 reject
error-at: 11
fpc: differs reports another line
}
program ConfToValue(output);
{ A value conformant parameter may not take a conformant array parameter: its size isn't known before the call. }
var a: array [1..3] of integer;
procedure inner(v: array [lo..hi: integer] of integer);
begin writeln(hi - lo:1) end;
procedure outer(var v: array [lo..hi: integer] of integer);
begin inner(v) end;
begin
  a[1] := 1; a[2] := 2; a[3] := 3;
  outer(a)
end.
