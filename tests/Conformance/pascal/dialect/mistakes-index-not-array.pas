{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
var a: integer;
begin
  a[1] := 1;
  writeln(a)
end.
