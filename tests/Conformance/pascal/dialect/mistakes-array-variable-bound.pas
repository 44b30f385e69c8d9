{ test: dialect mistakes reject
error-at: 8
says: this isn't a constant
fpc: agrees
}
program P;
var n: integer;
    a: array[1..n] of integer;
begin
  a[1] := 1
end.
