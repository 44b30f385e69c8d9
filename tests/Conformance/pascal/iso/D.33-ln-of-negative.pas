{ test: iso D.33 error
expect:
|start
trap: domain
trap-at: 13
fpc: agrees
}
program LnNegative(output);
var x: real;
begin
  x := -0.5;
  writeln('start');
  writeln(ln(x):8:4)
end.
