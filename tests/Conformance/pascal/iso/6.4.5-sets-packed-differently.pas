{ test: iso 6.4.5 reject
error-at: 10
fpc: differs accepts it
}
program SetPacking(output);
var a: set of 1..9; b: packed set of 1..9;
begin
  a := [1, 2];
  b := [3];
  b := a;
  writeln(1 in b)
end.
