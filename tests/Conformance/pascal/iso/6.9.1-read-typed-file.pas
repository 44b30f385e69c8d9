{ test: iso 6.9.1 accept
expect:
| 3d 2c 1b  TRUE
|  1.0  2.5  3.0
fpc: agrees
}
program ReadTyped(output);
type r = record a: 0..9; b: char end;
var f: file of r; g: file of real; v: array [1..3] of r; x: real; i: integer;
begin
  rewrite(f);
  for i := 1 to 3 do begin v[i].a := i; v[i].b := chr(ord('a') + i); write(f, v[i]) end;
  reset(f);
  read(f, v[3], v[2]); read(f, v[1]);
  for i := 1 to 3 do write(v[i].a:2, v[i].b); writeln(eof(f):6);
  rewrite(g); write(g, 1, 2.5, 10 div 3); reset(g);
  for i := 1 to 3 do begin read(g, x); write(x:5:1) end; writeln
end.
