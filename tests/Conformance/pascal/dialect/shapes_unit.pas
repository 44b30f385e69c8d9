{ test: dialect units helper
}
unit shapes_unit;
interface
uses stack_unit;
type colour = (red, green, blue);
     point = record x, y: integer end;
     pstack = ^tstack;
const origin: point = (x: 0; y: 0);
      greeting = 'shapes';
function dist(const a, b: point): integer;
function name(c: colour): string;
function makestack: pstack;
implementation
const names: array[colour] of string[5] = ('red', 'green', 'blue');
function dist(const a, b: point): integer;
begin dist := abs(a.x - b.x) + abs(a.y - b.y) end;
function name(c: colour): string;
begin name := names[c] end;
function makestack: pstack;
var p: pstack;
begin new(p); init(p^); push(p^, 99); makestack := p end;
begin
  writeln('shapes is ready, ', pushes, ' pushes')
end.
