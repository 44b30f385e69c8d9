{ test: dialect units accept
expect:
|main first;second;
fpc: agrees
}
program InitOrder;
uses second_unit, first_unit;
begin
  writeln('main ', log)
end.
