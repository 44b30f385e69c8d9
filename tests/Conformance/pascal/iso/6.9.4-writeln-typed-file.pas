{ test: iso 6.9.4 reject
error-at: 10
fpc: agrees
}
program WritelnTyped(output);
var f: file of integer;
begin
  rewrite(f);
  write(f, 1);
  writeln(f, 2)
end.
