{ test: iso 6.4.2.3 reject
error-at: 7
fpc: agrees
}
program TwoTypes(output);
type fruit = (apple, orange);
     colour = (red, orange);
begin
  writeln('x')
end.
