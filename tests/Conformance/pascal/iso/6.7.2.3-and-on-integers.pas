{ test: iso 6.7.2.3 reject
error-at: 9
fpc: differs accepts it
}
program AndInts(output);
var i: integer;
begin
  i := 6;
  i := i and 3;
  writeln(i:1)
end.
