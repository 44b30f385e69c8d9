{ test: iso 6.9.1 reject
error-at: 8
fpc: agrees
}
program ReadBoolean(input, output);
var b: boolean;
begin
  read(b);
  writeln(b)
end.
