{ test: iso 6.1.8 reject
error-at: 9
fpc: differs reports another line
}
program Unclosed(output);
begin
  writeln('x')
end.
{ this comment is never closed
