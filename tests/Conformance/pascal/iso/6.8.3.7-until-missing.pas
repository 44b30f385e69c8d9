{ test: iso 6.8.3.7 reject
error-at: 9
fpc: agrees
}
program UntilMissing(output);
var i: integer;
begin
  i := 0;
  repeat i := i + 1; writeln(i:1) end.
