{ test: dialect mistakes reject
error-at: 9
says: 'max' is a constant
fpc: agrees
}
program P;
const max = 10;
begin
  max := 11;
  writeln(max)
end.
