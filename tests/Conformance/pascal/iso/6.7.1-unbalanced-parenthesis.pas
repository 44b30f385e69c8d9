{ test: iso 6.7.1 reject
error-at: 8
fpc: agrees
}
program Unbalanced(output);
var i: integer;
begin
  i := (3 + 2;
  writeln(i:1)
end.
