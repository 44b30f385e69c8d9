{ test: dialect mistakes reject
error-at: 9
says: '.' expected
fpc: differs it names the next line
}
program P;
begin
  writeln('hello')
end
