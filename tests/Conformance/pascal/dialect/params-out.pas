{ test: dialect params accept
expect:
|4 7
|123
|bad
fpc: agrees
}
program OutParams;
procedure split(n: integer; out tens, units: integer);
begin tens := n div 10; units := n mod 10 end;
function parse(const s: string; out value: integer): boolean;
var code: integer;
begin val(s, value, code); parse := code = 0 end;
var a, b: integer;
begin
  split(47, a, b); writeln(a, ' ', b);
  if parse('123', a) then writeln(a);
  if not parse('12x', b) then writeln('bad')
end.
