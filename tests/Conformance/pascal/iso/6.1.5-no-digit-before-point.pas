{ test: iso 6.1.5 reject
error-at: 9
fpc: agrees
}
program Point(output);
var r: real;
begin
  r := 0.5;
  r := .5;
  writeln(r:4:1)
end.
