{ test: iso 6.8.3.4 reject
error-at: 9
fpc: agrees
}
program ThenMissing(output);
var i: integer;
begin
  i := 1;
  if i = 1 writeln('x')
end.
