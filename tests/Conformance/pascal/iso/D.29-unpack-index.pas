{ test: iso D.29 error
expect:
|start
trap: index
trap-at: 13
fpc: agrees
}
program UnpackIndex(output);
var a: array [1..10] of char; z: packed array [1..4] of char; i: integer;
begin
  z := 'wxyz'; i := -1;
  writeln('start');
  unpack(z, a, i);
  writeln(a[1])
end.
