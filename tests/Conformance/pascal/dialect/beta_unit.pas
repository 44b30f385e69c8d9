{ test: dialect units helper
}
unit beta_unit;
interface
uses alpha_unit;
const which = 'beta';
procedure hello(n: integer);
implementation
procedure hello(n: integer);
begin
  alpha_unit.hello(n + 1);
  writeln('beta says ', n, ' after ', alpha_unit.which)
end;
end.
