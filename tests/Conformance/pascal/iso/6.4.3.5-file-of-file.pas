{ test: iso 6.4.3.5 reject
error-at: 6
fpc: differs accepts it
}
program FileOfFile(output);
type f = file of text;
begin
  writeln('x')
end.
