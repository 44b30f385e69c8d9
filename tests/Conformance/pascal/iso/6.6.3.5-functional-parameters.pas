{ test: iso 6.6.3.5 accept
expect:
|  3.0000  1.4142
|-18.0000  3.0000
|33
fpc: agrees
}
program FuncParams(output);
{ Integration and root finding by functions that are passed along. }
function simpson(function f(x: real): real; a, b: real; n: integer): real;
var i: integer; h, s: real;
begin
  h := (b - a) / n; s := f(a) + f(b);
  for i := 1 to n - 1 do
    if odd(i) then s := s + 4 * f(a + i * h) else s := s + 2 * f(a + i * h);
  simpson := s * h / 3
end;
function root(function f(x: real): real; lo, hi: real): real;
var mid: real;
begin
  while hi - lo > 1e-9 do begin
    mid := (lo + hi) / 2;
    if f(mid) > 0 then hi := mid else lo := mid
  end;
  root := lo
end;
procedure run(c: real);
  function poly(x: real): real;
  begin poly := x * x - c end;
begin
  writeln(simpson(poly, 0, 3, 10):8:4, root(poly, 0, c + 1):8:4)
end;
function count(function pred(n: integer): boolean; limit: integer): integer;
var i, c: integer;
begin
  c := 0;
  for i := 1 to limit do if pred(i) then c := c + 1;
  count := c
end;
function threes(n: integer): boolean;
begin threes := n mod 3 = 0 end;
begin
  run(2); run(9);
  writeln(count(threes, 100):1)
end.
