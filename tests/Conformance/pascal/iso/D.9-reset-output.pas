{ test: iso D.9 error
trap: io
trap-at: 8
fpc: differs it does nothing
}
program Back(output);
begin
  reset(output);
  writeln('x')
end.
