{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
begin
  writeln('hello')
end;
