{ test: dialect errors reject
error-at: 17
error-at: 18
error-at: 19
error-at: 20
error-at: 21
error-at: 22
error-at: 24
error-at: 25
fpc: agrees
}
program WrongCalls;
procedure p(a: integer; var b: real); begin b := a end;
function f(s: string): integer; begin f := length(s) end;
var r: real; i: integer; c: char;
begin
  p(1);
  p(1, 2.5);
  p('x', r);
  p(1, r, 3);
  i := f;
  i := f(i);
  i := f('ok') + f(c);
  i := p(1, r);
  f(c) := 2;
  writeln(i)
end.
