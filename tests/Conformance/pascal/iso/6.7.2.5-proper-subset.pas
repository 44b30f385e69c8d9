{ test: iso 6.7.2.5 reject
error-at: 10
fpc: agrees
}
program ProperSubset(output);
var s, t: set of 1..9;
begin
  s := []; t := [1];
  writeln(s <= t);
  writeln(s < t)
end.
