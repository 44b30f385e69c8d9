{ test: dialect declarations accept
expect:
|3
|3
fpc: agrees
}
program AnyOrder;
var a: integer;
const n = 3;
type t = 1..n;
var b: t;
procedure p; begin writeln(a + b) end;
const m = n + 1;
var c: array[1..m] of t;
begin
  a := 1; b := 2; c[m] := 3;
  p; writeln(c[4])
end.
