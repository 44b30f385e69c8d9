{ test: dialect units reject
error-at: 6
fpc: differs reports another line
}
program Circular;
uses circular_unit;
begin
  writeln(a)
end.
