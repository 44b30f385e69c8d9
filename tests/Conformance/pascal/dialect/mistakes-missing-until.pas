{ test: dialect mistakes reject
error-at: 13
says: 'until' expected to close the 'repeat'
fpc: agrees
}
program P;
var i: integer;
begin
  i := 0;
  repeat
    i := i + 1;
    writeln(i)
end.
