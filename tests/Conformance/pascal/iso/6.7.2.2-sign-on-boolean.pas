{ test: iso 6.7.2.2 reject
error-at: 9
fpc: agrees
}
program SignBool(output);
var b: boolean;
begin
  b := not true;
  b := -true;
  writeln(b)
end.
