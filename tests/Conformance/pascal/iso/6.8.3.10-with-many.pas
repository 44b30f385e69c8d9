{ test: iso 6.8.3.10 accept
expect:
|20 2 31
|10 100
fpc: agrees
}
program WithMany(output);
type a = record x: integer end; b = record y: integer; inner: a end; c = record z: integer; list: array [1..3] of b end;
var v: c; i: integer; p: ^c;
begin
  with v do begin
    z := 1;
    for i := 1 to 3 do with list[i], inner do begin y := i; x := y * 10 end;
    z := z + list[3].inner.x
  end;
  with v, list[2], inner do writeln(x:1, y:2, z:3);
  new(p); p^ := v;
  with p^.list[1] do begin inner.x := 99; with inner do x := x + 1 end;
  writeln(v.list[1].inner.x:1, p^.list[1].inner.x:4)
end.
