{ test: dialect sets reject
error-at: 6
fpc: agrees
}
program SetTooLarge;
type s = set of 0..256;
begin
  writeln('x')
end.
