{ test: iso 6.9.3.4.1 reject
error-at: 10
fpc: agrees
}
program WidthString(output);
var x: real;
begin
  x := 1.5;
  writeln(x:10);
  writeln(x:'10')
end.
