{ test: dialect mistakes reject
error-at: 9
says: an assignment is written ':='
fpc: agrees
}
program P;
var a: integer;
begin
  a = 1;
  writeln(a)
end.
