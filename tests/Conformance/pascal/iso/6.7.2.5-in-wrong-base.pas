{ test: iso 6.7.2.5 reject
error-at: 9
fpc: agrees
}
program InWrong(output);
var s: set of 1..9;
begin
  s := [1];
  writeln('1' in s)
end.
