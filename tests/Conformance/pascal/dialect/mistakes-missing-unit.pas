{ test: dialect mistakes reject
error-at: 7
says: there is no unit 'graphix'
fpc: agrees
}
program P;
uses graphix;
begin
  writeln('hello')
end.
