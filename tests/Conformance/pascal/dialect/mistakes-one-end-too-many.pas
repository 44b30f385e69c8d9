{ test: dialect mistakes reject
error-at: 12
says: '.' expected
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1 then
    writeln(a);
  end;
  writeln('done')
end.
