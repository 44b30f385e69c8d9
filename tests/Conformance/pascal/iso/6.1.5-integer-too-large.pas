{ test: iso 6.1.5 reject
error-at: 6
fpc: differs accepts it
}
program TooLarge(output);
const big = 123456789012345678901234567890;
begin
  writeln('x')
end.
