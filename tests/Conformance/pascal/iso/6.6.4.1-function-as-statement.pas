{ test: iso 6.6.4.1 reject
error-at: 8
fpc: differs reports another line
}
program FuncStatement(output);
begin
  writeln('before');
  sqrt(4)
end.
