{ test: dialect units accept
expect:
|shapes is ready, 0 pushes
|7 shapes
|red green blue 
|7 99 TRUE 2
fpc: agrees
}
program TwoUnits;
uses shapes_unit, stack_unit;
var p: point; c: colour; s: pstack;
begin
  p.x := 3; p.y := -4;
  writeln(dist(p, origin), ' ', greeting);
  for c := red to blue do write(name(c), ' '); writeln;
  s := makestack; push(s^, 7);
  writeln(pop(s^), ' ', pop(s^), ' ', empty(s^), ' ', pushes)
end.
