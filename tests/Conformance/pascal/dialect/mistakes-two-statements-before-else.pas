{ test: dialect mistakes reject
error-at: 13
says: this 'else' has no 'if'
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1 then
    writeln('one');
    a := 2;
  else
    writeln('other')
end.
