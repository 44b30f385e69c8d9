{ test: iso 6.7.2.4 reject
error-at: 9
fpc: agrees
}
program TwoSets(output);
var s: set of 1..9; t: set of char;
begin
  s := [1]; t := ['a'];
  if s * t = [] then writeln('x')
end.
