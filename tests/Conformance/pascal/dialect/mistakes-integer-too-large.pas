{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
var n: byte;
begin
  n := 300;
  writeln(n)
end.
