{ test: iso 6.4.1 reject
error-at: 7
fpc: agrees
}
program NotType(output);
const n = 3;
var x: n;
begin
  writeln('x')
end.
