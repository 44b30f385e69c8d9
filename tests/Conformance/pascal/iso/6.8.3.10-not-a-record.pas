{ test: iso 6.8.3.10 reject
error-at: 9
fpc: agrees
}
program NotRecord(output);
var i: integer;
begin
  i := 1;
  with i do writeln('x')
end.
