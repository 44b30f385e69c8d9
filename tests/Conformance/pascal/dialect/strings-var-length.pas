{ test: dialect strings reject
error-at: 6
fpc: agrees
}
program VarLength;
var n: integer; s: string[n];
begin
  n := 5; s := 'x'
end.
