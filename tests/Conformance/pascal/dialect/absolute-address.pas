{ test: dialect absolute reject
error-at: 7
says: the name of a variable expected
fpc: differs it takes an address
}
program Address;
var a: integer absolute 1234;
begin
  a := 1
end.
