{ test: iso 6.8.3.1 reject
error-at: 9
fpc: agrees
}
program StrayEnd(output);
var i: integer;
begin
  i := 1;
  if i = 1 then writeln('x') end;
  writeln('y')
end.
