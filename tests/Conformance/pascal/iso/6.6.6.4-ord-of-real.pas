{ test: iso 6.6.6.4 reject
error-at: 7
fpc: agrees
}
program OrdReal(output);
begin
  writeln(ord(1.5))
end.
