{ test: dialect units error
expect:
|4
|full
trap: range
fpc: agrees
}
program ErrorInside;
uses stack_unit;
var s: tstack; i: integer;
begin
  init(s);
  for i := 1 to 4 do push(s, i);
  writeln(pop(s));
  push(s, 5);
  writeln('full');
  push(s, 6)
end.
