{ test: dialect constexpr reject
error-at: 7
fpc: agrees
}
program ConstDivZero;
const n = 10; zero = n - 10;
      q = n div zero;
begin
  writeln(q)
end.
