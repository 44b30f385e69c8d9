{ test: iso 6.4.1 reject
error-at: 6
fpc: agrees
}
program BeforeDef(output);
type list = array [1..10] of element;
     element = char;
begin
  writeln('x')
end.
