{ test: iso 6.1.5 reject
error-at: 8
fpc: differs accepts it
}
program Hex(output);
var i: integer;
begin
  i := $ff;
  writeln(i:1)
end.
