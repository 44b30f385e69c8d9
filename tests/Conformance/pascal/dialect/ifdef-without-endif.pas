{ test: dialect ifdef reject
error-at: 8
fpc: differs reports another line
}
program NoEndif;
begin
  writeln('a')
{$ifdef NEVER}
  writeln('b')
end.
