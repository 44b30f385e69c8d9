{ test: dialect aliasing accept
expect:
|22 22
|3 3 1
|2 3 1 2
|4 6 2
|4 3 4 5 
|04 13 22 31 
|8
|TRUE 4
|ccbca
|14 14
fpc: agrees
}
program VarAndGlobal;
{ What an optimiser must not assume: every kind of alias. }
type rec = record a, b: integer end; prec = ^rec; vec = array[0..3] of integer;
var g, h: integer; r: rec; v: vec; p: ^integer; s: string; q: prec;
procedure one(var x: integer);
begin g := 10; x := x + 1; g := g + x; x := g; writeln(g, ' ', x) end;
procedure two(var x, y: integer);
var t: integer;
begin t := x; x := y + 1; y := t + x; writeln(x, ' ', y, ' ', t) end;
procedure three(var x: rec; y: rec);
begin x.a := y.b; x.b := y.a + x.a; writeln(x.a, ' ', x.b, ' ', y.a, ' ', y.b) end;
procedure four(const x: vec; var y: vec);
var i: integer;
begin for i := 0 to 3 do y[i] := x[3 - i] + 1; for i := 0 to 3 do write(x[i], ' '); writeln end;
procedure five(x: vec; var y: vec);
var i: integer;
begin for i := 0 to 3 do y[i] := x[3 - i] + 1; for i := 0 to 3 do write(x[i], y[i], ' '); writeln end;
function six: integer;
begin inc(g); p^ := p^ * 2; six := g end;
begin
  g := 5; one(g); h := 1; two(h, h); r.a := 1; r.b := 2; three(r, r); two(r.a, r.b);
  for h := 0 to 3 do v[h] := h; four(v, v); for h := 0 to 3 do v[h] := h; five(v, v);
  g := 3; p := @g; g := 4; p^ := p^ + g; writeln(g); g := 1; h := g + six + g; writeln(h > 0, ' ', g);
  s := 'abc'; s := s[3] + s + s[1]; s[2] := s[1]; writeln(s);
  q := @r; q^.a := 7; r.b := q^.a + r.a; q^ := r; writeln(r.b, ' ', q^.b)
end.
