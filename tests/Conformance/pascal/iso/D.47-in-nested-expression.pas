{ test: iso D.47 error
expect:
|2147483647
trap: overflow
trap-at: 14
fpc: differs does not detect it
}
program NestedOverflow(output);
var a: array [1..3] of integer; i: integer;
begin
  a[1] := 65536; a[2] := 32767; a[3] := 2;
  i := a[1] * a[2] - 1 + a[1] div 2 * a[3]; writeln(i:1);
  if i - a[1] > 0 then
    writeln(a[1] * (a[2] + 1) - 1:1)
end.
