{ test: iso 6.6.3.3 accept
expect:
|2 0  1.5TRUE r2r1
|r2r2r1
|43 3 1
|yx FALSE  TRUE
fpc: agrees
}
program SwapAll(output);
type e = (a, b, c); r = record x: e; y: set of e; z: real; w: packed array [1..2] of char end; p = ^r;
var r1, r2: r; p1, p2: p; i, j: integer; x, y: real; s, t: set of char; c1, c2: char; b1, b2: boolean; u, v: array [e] of integer;
procedure swapr(var a, b: r); var t: r; begin t := a; a := b; b := t end;
procedure swapp(var a, b: p); var t: p; begin t := a; a := b; b := t end;
procedure swapi(var a, b: integer); begin a := a + b; b := a - b; a := a - b end;
procedure swapx(var a, b: real); var t: real; begin t := a; a := b; b := t end;
procedure swapc(var a, b: char); var t: char; begin t := a; a := b; b := t end;
procedure swapb(var a, b: boolean); begin a := a <> b; b := a <> b; a := a <> b end;
begin
  r1.x := a; r1.y := [a, c]; r1.z := 1.5; r1.w := 'r1'; r2.x := c; r2.y := []; r2.z := -2; r2.w := 'r2';
  swapr(r1, r2); swapx(r1.z, r2.z); writeln(ord(r1.x):1, ord(r2.x):2, r1.z:5:1, c in r2.y, ' ', r1.w, r2.w);
  new(p1); new(p2); p1^ := r1; p2^ := r2; swapp(p1, p2); swapr(p1^, r1); writeln(p1^.w, p2^.w, r1.w);
  i := 3; j := 4; swapi(i, j); u[a] := 1; u[c] := 3; swapi(u[a], u[c]); writeln(i:1, j:1, u[a]:2, u[c]:2);
  c1 := 'x'; c2 := 'y'; swapc(c1, c2); b1 := true; b2 := false; swapb(b1, b2); writeln(c1, c2, b1:6, b2:6)
end.
