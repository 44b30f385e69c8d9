{ test: iso 6.3 reject
error-at: 8
fpc: agrees
}
program AssignConst(output);
const n = 10;
begin
  n := 11;
  writeln(n:1)
end.
