{ test: iso 6.4.2.4 reject
error-at: 6
fpc: agrees
}
program TwoTypes(output);
type r = 1..'9';
begin
  writeln('x')
end.
