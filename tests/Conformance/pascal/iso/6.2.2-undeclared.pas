{ test: iso 6.2.2 reject
error-at: 9
fpc: agrees
}
program Undeclared(output);
var i: integer;
begin
  i := 1;
  j := i + 1;
  writeln(i:1)
end.
