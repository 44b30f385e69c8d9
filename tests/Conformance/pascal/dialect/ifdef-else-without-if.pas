{ test: dialect ifdef reject
error-at: 8
fpc: agrees
}
program ElseAlone;
begin
  writeln('a');
{$else}
  writeln('b')
end.
