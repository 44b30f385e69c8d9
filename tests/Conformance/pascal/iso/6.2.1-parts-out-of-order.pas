{ test: iso 6.2.1 reject
error-at: 7
fpc: differs accepts it
}
program Order(output);
var x: integer;
const n = 4;
begin
  x := n;
  writeln(x:1)
end.
