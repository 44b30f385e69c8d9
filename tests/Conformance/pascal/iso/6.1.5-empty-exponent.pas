{ test: iso 6.1.5 reject
error-at: 8
fpc: agrees
}
program Exponent(output);
var r: real;
begin
  r := 1e+;
  writeln(r:4:1)
end.
