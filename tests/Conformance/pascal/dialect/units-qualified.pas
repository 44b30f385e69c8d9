{ test: dialect units accept
expect:
|100 4 40
|42
fpc: agrees
}
program Qualified;
{ A name of one's own hides the unit's; the unit's name finds it. }
uses stack_unit;
const stacksize = 100;
var s: stack_unit.tstack;
procedure push(n: integer);
begin stack_unit.push(s, n * 10) end;
begin
  init(s);
  push(4);
  writeln(stacksize, ' ', stack_unit.stacksize, ' ', stack_unit.pop(s));
  stack_unit.pushes := 41; inc(pushes); writeln(pushes)
end.
