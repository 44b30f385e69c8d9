{ test: dialect mistakes reject
error-at: 9
says: 'do' expected
fpc: differs it names the next line
}
program P;
var i: integer;
begin
  for i := 1 to 3
    writeln(i)
end.
