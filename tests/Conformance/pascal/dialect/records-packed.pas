{ test: dialect records accept
expect:
|8 5 24
|255 -1 65535 z 255 7 65535 z
|1 2
|65537
|1010101010
|14 7
fpc: agrees
}
program PackedRecords;
type p = packed record a: byte; b: integer; c: word; d: char end;
     v = packed record tag: byte; case boolean of true: (n: longint); false: (lo, hi: word) end;
     bits = packed array[1..10] of boolean;
var x, y: p; u: v; t: bits; arr: packed array[1..3] of p; i: integer;
begin
  writeln(sizeof(p), ' ', sizeof(v), ' ', sizeof(arr));
  x.a := 255; x.b := -1; x.c := 65535; x.d := 'z'; y := x; y.b := 7;
  writeln(x.a, ' ', x.b, ' ', x.c, ' ', x.d, ' ', y.a, ' ', y.b, ' ', y.c, ' ', y.d);
  u.n := $00020001; writeln(u.lo, ' ', u.hi); u.hi := 1; writeln(u.n);
  for i := 1 to 10 do t[i] := odd(i); for i := 1 to 10 do write(ord(t[i])); writeln;
  arr[2] := y; arr[1] := arr[2]; arr[1].b := arr[1].b * 2; writeln(arr[1].b, ' ', arr[2].b)
end.
