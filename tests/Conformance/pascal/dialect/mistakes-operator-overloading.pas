{ test: dialect mistakes reject
error-at: 8
says: 'operator' isn't part of this Pascal
fpc: differs fpc has them
}
program P;
type point = record x, y: integer end;
operator + (a, b: point): point;
begin
  result.x := a.x + b.x;
  result.y := a.y + b.y
end;
var p: point;
begin
  p.x := 1;
  writeln(p.x)
end.
