{ test: iso 6.9.1 reject
error-at: 8
fpc: differs accepts it
}
program NoInput(output);
var i: integer;
begin
  read(i);
  writeln(i:1)
end.
