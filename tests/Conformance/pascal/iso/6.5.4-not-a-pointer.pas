{ test: iso 6.5.4 reject
error-at: 9
fpc: agrees
}
program NotPointer(output);
var i: integer;
begin
  i := 1;
  i^ := 2;
  writeln(i:1)
end.
