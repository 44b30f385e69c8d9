{ test: iso D.26 error
expect:
|start
trap: index
trap-at: 14
fpc: agrees
}
program PackIndex(output);
var a: array [1..10] of char; z: packed array [1..4] of char; i: integer;
begin
  for i := 1 to 10 do a[i] := 'x';
  i := 0;
  writeln('start');
  pack(a, i, z);
  writeln(z)
end.
