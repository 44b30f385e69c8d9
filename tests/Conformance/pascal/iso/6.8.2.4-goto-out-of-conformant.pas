{ test: iso 6.8.2.4 accept
expect:
|20000
|3
fpc: differs has no conformant arrays
}
program Leaves(output);
label 9;
type vector = array [1..1000] of integer;
var v: vector; n: integer;
procedure leave(a: array [l..h: integer] of integer; depth: integer);
label 8;
  procedure inner;
  begin
    if depth = 7 then goto 8;
    goto 9
  end;
begin
  a[l] := depth;
  if depth > 0 then leave(v, depth - 1) else inner;
8:
end;
procedure step(procedure p(k: integer));
begin p(n) end;
procedure last(k: integer);
label 1;
var x: integer;
  procedure jump; begin goto 1 end;
begin
  x := 3;
  if k > 0 then jump;
  x := 4;
1: writeln(x:1)
end;
begin
  n := 0;
9:
  n := n + 1;
  if n <= 20000 then leave(v, 3);
  writeln(n - 1 : 1);
  step(last)
end.
