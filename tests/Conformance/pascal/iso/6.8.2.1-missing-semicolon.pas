{ test: iso 6.8.2.1 reject
error-at: 8
fpc: agrees
}
program MissingSemi(output);
var i: integer;
begin
  i := 1 i := i + 1;
  writeln(i:1)
end.
