{ test: iso 6.8.2.2 reject
error-at: 9
fpc: agrees
}
program SetAssign(output);
var s: set of char;
begin
  s := ['a'];
  s := [1];
  writeln('a' in s)
end.
