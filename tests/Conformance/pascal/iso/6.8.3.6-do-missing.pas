{ test: iso 6.8.3.6 reject
error-at: 9
fpc: agrees
}
program DoMissing(output);
var i: integer;
begin
  i := 0;
  while i < 3 begin i := i + 1 end;
  writeln(i:1)
end.
