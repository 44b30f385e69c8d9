{ test: dialect mistakes reject
error-at: 6
fpc: agrees
}
program P;
const a := 1;
begin
  writeln(a)
end.
