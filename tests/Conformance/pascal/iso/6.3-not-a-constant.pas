{ test: iso 6.3 reject
error-at: 9
fpc: agrees
}
program NotConst(output);
const n = 10;
type t = 1..n;
const2 = integer;
var x: t; m: 1..x;
begin
  x := n;
  writeln(x:1)
end.
