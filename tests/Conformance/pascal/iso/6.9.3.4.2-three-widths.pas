{ test: iso 6.9.3.4.2 reject
error-at: 10
fpc: agrees
}
program ThreeWidths(output);
var x: real;
begin
  x := 1.5;
  writeln(x:10:2);
  writeln(x:10:2:1)
end.
