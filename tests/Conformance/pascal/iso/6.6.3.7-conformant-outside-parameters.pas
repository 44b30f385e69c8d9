{ test: iso 6.6.3.7 reject
error-at: 6
fpc: agrees
}
program OutsideParameters(output);
var v: array [lo..hi: integer] of integer;
begin
  writeln('x')
end.
