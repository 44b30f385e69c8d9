{ test: dialect mistakes reject
error-at: 6
fpc: agrees
}
program P;
type row: array[1..3] of integer;
var r: row;
begin
  r[1] := 1
end.
