{ test: iso 6.7.1 reject
error-at: 8
fpc: agrees
}
program MissingOperand(output);
var i: integer;
begin
  i := 3 * ;
  writeln(i:1)
end.
