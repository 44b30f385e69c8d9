{ test: iso 6.1.2 reject
error-at: 8
fpc: agrees
}
program Split(output);
var i: integer;
begin
  i : = 3;
  writeln(i:1)
end.
