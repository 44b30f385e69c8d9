{ test: iso D.28 error
expect:
|fghi
|ghij
trap: index
trap-at: 14
fpc: agrees
}
program PackTooFar(output);
var a: array [1..10] of char; z: packed array [1..4] of char; i: integer;
begin
  for i := 1 to 10 do a[i] := chr(ord('a') + i - 1);
  for i := 6 to 10 do begin
    pack(a, i, z);
    writeln(z)
  end
end.
