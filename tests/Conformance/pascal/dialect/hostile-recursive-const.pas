{ test: dialect hostile reject
error-at: 6
fpc: agrees
}
program RecursiveConst;
const a = b; b = a;
begin
  writeln(a)
end.
