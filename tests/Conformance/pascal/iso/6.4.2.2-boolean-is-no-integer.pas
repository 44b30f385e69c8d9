{ test: iso 6.4.2.2 reject
error-at: 8
fpc: agrees
}
program BoolInt(output);
var b: boolean;
begin
  b := 1;
  writeln(b)
end.
