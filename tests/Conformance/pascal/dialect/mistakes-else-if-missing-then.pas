{ test: dialect mistakes reject
error-at: 11
fpc: differs it names the next line
}
program P;
var a: integer;
begin
  a := 1;
  if a = 1 then
    writeln('1')
  else if a = 2
    writeln('2')
end.
