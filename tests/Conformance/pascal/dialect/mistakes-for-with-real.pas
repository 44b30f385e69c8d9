{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
var x: real;
begin
  for x := 0.0 to 1.0 do
    writeln(x)
end.
