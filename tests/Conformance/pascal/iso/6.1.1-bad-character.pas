{ test: iso 6.1.1 reject
error-at: 8
fpc: agrees
}
program BadChar(output);
var i: integer;
begin
  i := 3 ? 4;
  writeln(i:1)
end.
