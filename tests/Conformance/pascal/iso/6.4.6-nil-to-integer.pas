{ test: iso 6.4.6 reject
error-at: 8
fpc: agrees
}
program NilInt(output);
var i: integer;
begin
  i := nil;
  writeln(i:1)
end.
