{ test: iso 6.9.3.5 reject
error-at: 8
fpc: agrees
}
program BooleanDecimals(output);
begin
  writeln(true:7);
  writeln(true:7:1)
end.
