{ test: iso 6.6.6.3 reject
error-at: 9
fpc: differs accepts it
}
program TruncInt(output);
var i: integer;
begin
  i := 5;
  i := trunc(i);
  writeln(i:1)
end.
