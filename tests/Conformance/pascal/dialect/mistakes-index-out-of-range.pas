{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
var a: array[1..10] of integer;
begin
  a[11] := 1;
  writeln(a[1])
end.
