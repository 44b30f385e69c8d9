{ test: iso 6.8.2.2 accept
expect:
| 21 23 31 33 21 23
|0 22
|31
|33TRUE
fpc: agrees
}
program Aliasing(output);
{ Overlapping variables of structured types. }
type row = array [1..3] of integer; grid = array [1..3] of row; cell = record a: row; next: ^cell end;
var g: grid; i, j: integer; p: ^row; c: cell;
procedure copyrow(var x, y: row); begin x := y; y[1] := 0 end;
begin
  for i := 1 to 3 do for j := 1 to 3 do g[i, j] := i * 10 + j;
  g[1] := g[2]; g[2] := g[3]; g[3] := g[1];
  for i := 1 to 3 do write(g[i, 1]:3, g[i, 3]:3); writeln;
  copyrow(g[1], g[1]); writeln(g[1, 1]:1, g[1, 2]:3);
  new(p); p^ := g[2]; g[2] := p^; p^[1] := -1; writeln(g[2, 1]:1);
  new(c.next); c.a := g[2]; c.next^.a := c.a; c.next^.next := nil; c := c.next^; writeln(c.a[3]:1, c.next = nil)
end.
