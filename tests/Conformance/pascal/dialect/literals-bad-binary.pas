{ test: dialect literals reject
error-at: 8
fpc: agrees
}
program BadBinary;
var i: integer;
begin
  i := %102;
  writeln(i)
end.
