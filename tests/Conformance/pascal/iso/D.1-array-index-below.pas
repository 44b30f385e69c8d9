{ test: iso D.1 error
expect:
|at the lower bound
trap: index
trap-at: 13
fpc: agrees
}
program IndexBelow(output);
var a: array [-3..3] of integer; i: integer;
begin
  i := 3;
  while i > -100 do begin
    a[i] := i;
    i := i - 1;
    if i = -3 then writeln('at the lower bound')
  end
end.
