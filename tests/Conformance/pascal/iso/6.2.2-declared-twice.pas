{ test: iso 6.2.2 reject
error-at: 7
fpc: agrees
}
program Twice(output);
var count: integer;
    total, Count: real;
begin
  writeln('x')
end.
