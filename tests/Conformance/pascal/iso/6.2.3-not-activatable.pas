{ test: iso 6.2.3 reject
error-at: 9
fpc: differs reports another line
}
program NotCallable(output);
type colour = (red, green);
begin
  writeln('before');
  red
end.
