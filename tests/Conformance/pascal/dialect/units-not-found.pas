{ test: dialect units reject
error-at: 6
fpc: agrees
}
program NotFound;
uses no_such_unit;
begin
  writeln('x')
end.
