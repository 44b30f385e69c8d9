{ test: dialect dynarrays accept
expect:
|0 -1 TRUE
|77 5 TRUE
|77 1
|2  4  9
|16 0 0
|2 1
|23 46 99
|[]dynamic
|00
fpc: agrees
}
program DynArrays;
type matrix = array of array of integer; vec = array of integer;
var v, w: vec; m: matrix; i, j: integer; s: array of string;
begin
  writeln(length(v), ' ', high(v), ' ', v = nil);
  setlength(v, 5); for i := low(v) to high(v) do v[i] := i * i;
  w := v; w[0] := 77; writeln(v[0], ' ', length(w), ' ', v = w);
  w := copy(v, 0, length(v)); w[0] := 1; writeln(v[0], ' ', w[0]);
  w := copy(v, 2, 2); writeln(length(w), w[0]:3, w[1]:3);
  setlength(v, 7); writeln(v[4], ' ', v[5], ' ', v[6]);
  setlength(v, 2); writeln(length(v), ' ', v[1]);
  setlength(m, 3, 4); for i := 0 to 2 do for j := 0 to 3 do m[i, j] := i * 10 + j;
  setlength(m[1], 6); m[1][5] := 99; writeln(m[2][3], ' ', length(m[0]), length(m[1]), ' ', m[1, 5]);
  setlength(s, 2); s[1] := 'dynamic'; writeln('[', s[0], ']', s[1]);
  v := nil; setlength(m, 0); writeln(length(v), length(m))
end.
