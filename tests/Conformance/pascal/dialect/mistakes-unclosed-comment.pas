{ test: dialect mistakes reject
error-at: 8
says: the comment that begins here never ends
fpc: differs it names the file's end
}
program P;
begin
  { prints a greeting
  writeln('hello')
end.
