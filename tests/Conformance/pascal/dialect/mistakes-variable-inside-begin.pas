{ test: dialect mistakes reject
error-at: 7
fpc: agrees
}
program P;
begin
  var a: integer;
  a := 1;
  writeln(a)
end.
