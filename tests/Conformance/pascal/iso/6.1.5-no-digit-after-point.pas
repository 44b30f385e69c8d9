{ test: iso 6.1.5 reject
error-at: 8
fpc: differs accepts it
}
program Point(output);
var r: real;
begin
  r := 5.;
  writeln(r:4:1)
end.
