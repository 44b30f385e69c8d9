{ test: iso 6.5.3.2 reject
error-at: 9
fpc: agrees
}
program TooMany(output);
var a: array [1..3, 1..3] of integer;
begin
  a[1, 2] := 5;
  a[1, 2, 3] := 5;
  writeln('x')
end.
