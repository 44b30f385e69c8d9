{ test: dialect errors reject
error-at: 12
error-at: 13
error-at: 15
error-at: 16
fpc: agrees
}
program StatementKeywords;
var i: integer;
begin
  i := 1;
  else i := 2;
  until i = 3;
  i := 4;
  then i := 5;
  do i := 6;
  writeln(i)
end.
