{ test: dialect control reject
error-at: 9
fpc: agrees
}
program IncReal;
var x: real;
begin
  x := 1;
  inc(x);
  writeln(x)
end.
