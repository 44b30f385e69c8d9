{ test: dialect mistakes reject
error-at: 13
says: 'end' expected to close the 'begin' of line 8
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1 then begin
    writeln(a);
  writeln('done')
end.
