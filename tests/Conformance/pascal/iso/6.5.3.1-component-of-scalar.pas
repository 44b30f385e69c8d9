{ test: iso 6.5.3.1 reject
error-at: 9
fpc: agrees
}
program ScalarComponent(output);
var i: integer;
begin
  i := 1;
  i.low := 2;
  writeln(i:1)
end.
