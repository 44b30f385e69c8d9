{ test: iso 6.9.3.1 reject
error-at: 8
fpc: agrees
}
program WidthReal(output);
begin
  writeln(1:2);
  writeln(1:2.0)
end.
