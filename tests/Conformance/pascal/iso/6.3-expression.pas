{ test: iso 6.3 reject
error-at: 7
fpc: differs accepts it
}
program ConstExpr(output);
const n = 10;
      m = n + 1;
begin
  writeln(m:1)
end.
