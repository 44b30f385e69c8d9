{ test: dialect mistakes reject
error-at: 9
fpc: agrees
}
program P;
var n: integer;
begin
  n := 0;
  readln(n + 1);
  writeln(n)
end.
