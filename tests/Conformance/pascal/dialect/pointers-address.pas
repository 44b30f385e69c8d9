{ test: dialect pointers accept
expect:
|10
|30 TRUE FALSE
|8
|99
|99
|100
|1 2 
|TRUE
fpc: agrees
}
program AddressOf;
type pint = ^integer;
     link = ^node; node = record n: integer; next: link end;
var i: integer; p, q: ^integer; a: array[1..5] of integer; r: record x: byte; y: integer end; g: pointer; n1, n2: node; l: link;
procedure bump(p: pint); begin inc(p^) end;
begin
  i := 5; p := @i; p^ := p^ * 2; writeln(i);
  for i := 1 to 5 do a[i] := i;
  p := @a[3]; p^ := 30; q := @a[3]; writeln(a[3], ' ', p = q, ' ', p = @a[4]);
  r.y := 7; p := @r.y; inc(p^); writeln(r.y);
  g := @i; i := 99; writeln(pint(g)^); p := g; writeln(p^);
  bump(@i); writeln(i);
  n1.n := 1; n2.n := 2; n1.next := @n2; n2.next := nil;
  l := @n1; while l <> nil do begin write(l^.n, ' '); l := l^.next end; writeln;
  g := nil; writeln(g = nil)
end.
