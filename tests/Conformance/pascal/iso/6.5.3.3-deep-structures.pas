{ test: iso 6.5.3.3 accept
expect:
|1044 q1 2.5TRUEFALSE
|7 20
fpc: agrees
}
program DeepStructures(output);
type a = array [1..2] of record x: array ['p'..'q'] of record n: integer; s: set of 1..5; z: packed array [1..2] of char end; k: real end;
     b = record f: array [boolean] of a; g: ^b; h: array [0..1] of ^a end;
var v: b; i: integer; c: char; t: boolean; total: integer;
begin
  for t := false to true do for i := 1 to 2 do begin
    v.f[t][i].k := i + ord(t) / 2;
    for c := 'p' to 'q' do with v.f[t, i].x[c] do begin n := i * 10 + ord(t) + ord(c) - ord('p'); s := [i..i + 2 * ord(t)]; z[1] := c; z[2] := chr(ord('0') + i) end
  end;
  new(v.g); v.g^.f := v.f; new(v.h[0]); v.h[1] := v.h[0]; v.h[1]^ := v.g^.f[true];
  v.h[0]^[2].x['q'].n := 1000; total := 0;
  for i := 1 to 2 do for c := 'p' to 'q' do total := total + v.h[1]^[i].x[c].n;
  writeln(total:1, ' ', v.g^.f[true][1].x['q'].z, v.h[0]^[2].k:4:1, 3 in v.f[true, 1].x['p'].s, 3 in v.f[false, 1].x['p'].s);
  with v, g^, f[false, 2].x['p'] do begin n := 7; h := v.h end; writeln(v.g^.f[false][2].x['p'].n:1, v.f[false][2].x['p'].n:3)
end.
