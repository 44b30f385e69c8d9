{ test: iso 6.10 reject
error-at: 8
fpc: agrees
}
program NoPeriod(output);
begin
  writeln('x')
end;
