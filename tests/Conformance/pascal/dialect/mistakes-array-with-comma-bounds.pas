{ test: dialect mistakes reject
error-at: 7
says: '..' and the last value expected
fpc: agrees
}
program P;
var a: array[1,10] of integer;
begin
  a[1] := 1
end.
