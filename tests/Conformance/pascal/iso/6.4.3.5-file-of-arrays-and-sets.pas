{ test: iso 6.4.3.5 accept
expect:
|36
|TRUEFALSE
|9TRUE abc TRUE 0.5
|qcFALSE
|TRUE
fpc: agrees
}
program FileOfArrays(output);
type vec = array [1..3] of integer; tags = set of 0..9;
     item = record v: vec; t: tags; name: packed array [1..3] of char; case b: boolean of true: (x: real); false: (y: char) end;
var f: file of vec; g: file of tags; h: file of item; v: vec; t: tags; i: item; n: integer;
begin
  rewrite(f); for n := 1 to 3 do begin v[1] := n; v[2] := n * n; v[3] := n * n * n; write(f, v) end;
  reset(f); n := 0; while not eof(f) do begin n := n + f^[3]; get(f) end; writeln(n:1);
  rewrite(g); t := []; for n := 0 to 4 do begin t := t + [n * 2]; g^ := t; put(g) end;
  reset(g); get(g); get(g); writeln(4 in g^, 6 in g^);
  rewrite(h); i.v := v; i.t := [9]; i.name := 'abc'; i.b := true; i.x := 0.5; write(h, i); i.b := false; i.y := 'q'; h^ := i; put(h);
  reset(h); with h^ do writeln(v[2]:1, 9 in t, ' ', name, b:5, x:4:1);
  get(h); writeln(h^.y, h^.name[3], eof(h)); get(h); writeln(eof(h))
end.
