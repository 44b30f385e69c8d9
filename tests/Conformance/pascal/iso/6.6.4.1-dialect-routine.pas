{ test: iso 6.6.4.1 reject
error-at: 9
fpc: differs accepts it
}
program DialectRoutine(output);
var i: integer;
begin
  i := 1;
  inc(i);
  writeln(i:1)
end.
