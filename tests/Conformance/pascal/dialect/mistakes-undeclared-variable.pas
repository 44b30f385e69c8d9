{ test: dialect mistakes reject
error-at: 10
says: 'coutn' isn't declared
fpc: agrees
}
program P;
var count: integer;
begin
  count := 0;
  coutn := 1;
  writeln(count)
end.
