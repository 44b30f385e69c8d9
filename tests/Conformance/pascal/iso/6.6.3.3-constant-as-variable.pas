{ test: iso 6.6.3.3 reject
error-at: 10
fpc: agrees
}
program ConstAsVar(output);
const n = 1;
procedure inc1(var n: integer);
begin n := n + 1 end;
begin
  inc1(n);
  writeln(n:1)
end.
