{ test: dialect typedconst reject
error-at: 7
fpc: agrees
}
program UnknownField;
type point = record x, y: integer end;
const p: point = (x: 1; z: 2);
begin
  writeln(p.x)
end.
