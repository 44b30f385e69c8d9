{ test: iso 6.6.3.3 accept
expect:
|6 12  8 15
|20 13 25
|6
fpc: agrees
}
program ComponentVar(output);
type rec = record v: array [1..3] of integer; c: record n: integer end end;
     link = ^rec;
var r: rec; l: link; f: file of integer; m: array [1..2, 1..2] of rec; i: integer;
procedure set5(var n: integer); begin n := n + 5 end;
procedure setall(var r: rec);
var i: integer;
begin for i := 1 to 3 do set5(r.v[i]); with r do set5(c.n) end;
begin
  for i := 1 to 3 do r.v[i] := i; r.c.n := 10;
  setall(r); set5(r.v[r.v[1] - 4]);
  new(l); l^ := r; set5(l^.c.n); m[1, 2] := l^; setall(m[1][2]);
  writeln(r.v[1]:1, r.v[2]:3, r.v[3]:3, r.c.n:3);
  writeln(l^.c.n:1, m[1, 2].v[3]:3, m[1, 2].c.n:3);
  rewrite(f); f^ := 1; set5(f^); put(f); reset(f); writeln(f^:1)
end.
