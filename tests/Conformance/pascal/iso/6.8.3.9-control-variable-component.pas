{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program Component(output);
var a: array [1..3] of integer;
begin
  for a[1] := 1 to 3 do writeln('x')
end.
