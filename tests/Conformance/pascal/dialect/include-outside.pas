{ test: dialect include reject
error-at: 6
fpc: differs reports another line
}
program IncludeOutside;
{$I ../../../../../../../../../../etc/passwd}
begin
  writeln('x')
end.
