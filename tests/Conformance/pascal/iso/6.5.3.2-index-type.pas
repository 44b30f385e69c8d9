{ test: iso 6.5.3.2 reject
error-at: 9
fpc: agrees
}
program IndexType(output);
var a: array [1..3] of integer;
begin
  a[1] := 1;
  a['1'] := 2;
  writeln(a[1]:1)
end.
