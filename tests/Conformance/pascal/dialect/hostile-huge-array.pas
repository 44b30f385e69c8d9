{ test: dialect hostile reject
error-at: 6
fpc: differs accepts it
}
program HugeArray;
var a: array[1..2000000000, 1..2000000000] of integer;
begin
  a[1, 1] := 1
end.
