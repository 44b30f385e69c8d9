{ test: iso 6.7.2.4 reject
error-at: 9
fpc: agrees
}
program SetElement(output);
var s: set of 1..9;
begin
  s := [1];
  s := s + 2;
  writeln(2 in s)
end.
