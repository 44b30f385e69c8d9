{ test: iso 6.6.3.5 accept
expect:
|1024 65536
|  6.289858
fpc: agrees
}
program Compose(output);
function apply(function f(x: integer): integer; x, n: integer): integer;
  function again(x: integer): integer;
  begin again := f(f(x)) end;
begin
  if n = 0 then apply := f(x) else apply := apply(again, x, n - 1)
end;
function inc1(x: integer): integer; begin inc1 := x + 1 end;
function dbl(x: integer): integer; begin if x > 1000000 then dbl := x else dbl := 2 * x end;
function sum(function f(i: integer): real; a, b: integer): real;
var s: real; i: integer;
begin s := 0; for i := a to b do s := s + f(i); sum := s end;
function inner(i: integer): real;
  function term(j: integer): real; begin term := 1 / (i + j) end;
begin inner := sum(term, 1, i) end;
begin
  writeln(apply(inc1, 0, 10):1, ' ', apply(dbl, 1, 4):1);
  writeln(sum(inner, 1, 10):10:6)
end.
