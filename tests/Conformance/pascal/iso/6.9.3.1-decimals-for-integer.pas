{ test: iso 6.9.3.1 reject
error-at: 8
fpc: agrees
}
program DecimalsInt(output);
begin
  writeln(1.0:5:1);
  writeln(1:5:1)
end.
