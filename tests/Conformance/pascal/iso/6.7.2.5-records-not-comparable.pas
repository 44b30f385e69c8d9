{ test: iso 6.7.2.5 reject
error-at: 10
fpc: agrees
}
program CompareRecords(output);
type r = record a: integer end;
var x, y: r;
begin
  x.a := 1; y := x;
  if x = y then writeln('x')
end.
