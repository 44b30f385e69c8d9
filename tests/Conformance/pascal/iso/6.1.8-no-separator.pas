{ test: iso 6.1.8 reject
error-at: 9
fpc: agrees
}
program NoSeparator(output);
var i: integer;
begin
  i := 10;
  i := i div3;
  writeln(i:1)
end.
