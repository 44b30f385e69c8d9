{ test: iso 6.1.9 reject
error-at: 9
fpc: agrees
}
program Unbalanced(output);
var v: array [1..3] of integer;
begin
  v(.1.) := 10;
  v[2) := 1
end.
