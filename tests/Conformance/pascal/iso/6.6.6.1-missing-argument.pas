{ test: iso 6.6.6.1 reject
error-at: 8
fpc: agrees
}
program MissingArg(output);
var r: real;
begin
  r := sqrt;
  writeln(r:5:1)
end.
