{ test: dialect units accept
expect:
|16 9 4 1 4
fpc: agrees
}
program UseUnits;
uses stack_unit;
var s: tstack; i: integer;
begin
  init(s);
  for i := 1 to stacksize do push(s, i * i);
  while not empty(s) do write(pop(s), ' ');
  writeln(pushes)
end.
