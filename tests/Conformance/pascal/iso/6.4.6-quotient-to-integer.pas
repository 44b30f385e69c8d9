{ test: iso 6.4.6 reject
error-at: 9
fpc: agrees
}
program QuotInt(output);
var i: integer;
begin
  i := 6;
  i := i / 2;
  writeln(i:1)
end.
