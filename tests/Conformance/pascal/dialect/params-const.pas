{ test: dialect params accept
expect:
|55 22 14
fpc: agrees
}
program ConstParams;
type big = record a: array[1..100] of integer; n: integer end;
function sum(const b: big): integer;
var i: integer;
begin result := 0; for i := 1 to b.n do result := result + b.a[i] end;
function twice(const n: integer): integer;
begin twice := n * 2 end;
var b: big; i: integer;
begin
  b.n := 10; for i := 1 to 100 do b.a[i] := i;
  writeln(sum(b), ' ', twice(b.n + 1), ' ', twice(7))
end.
