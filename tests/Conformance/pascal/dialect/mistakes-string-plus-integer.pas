{ test: dialect mistakes reject
error-at: 10
says: '+' can't be applied
fpc: agrees
}
program P;
var n: integer;
begin
  n := 3;
  writeln('n is ' + n)
end.
