{ test: dialect mistakes reject
error-at: 7
says: 'end' is a reserved word
fpc: agrees
}
program P;
var end: integer;
begin
  writeln(1)
end.
