{ test: dialect include reject
error-at: 6
fpc: agrees
}
program IncludeMissing;
{$I no-such-file.inc}
begin
  writeln('x')
end.
