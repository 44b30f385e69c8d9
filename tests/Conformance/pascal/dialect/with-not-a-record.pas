{ test: dialect with reject
error-at: 8
fpc: agrees
}
program WithInt;
var i: integer;
begin
  with i do writeln('x')
end.
