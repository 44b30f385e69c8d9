{ test: iso 6.7.2.2 reject
error-at: 9
fpc: agrees
}
program DivReal(output);
var i: integer;
begin
  i := 7 div 2;
  i := 7.0 div 2;
  writeln(i:1)
end.
