{ test: iso 6.9.3.4 reject
error-at: 10
fpc: agrees
}
program RealWidth(output);
var x: real;
begin
  x := 1;
  writeln(x:8:2);
  writeln(x:8:'2')
end.
