{ test: dialect include accept
expect:
|42 21
|from the include file
|after
fpc: agrees
}
program IncludeFile;
{$I numbers.inc}
begin
  writeln(included, ' ', half(included));
  {$i statement.inc}
  writeln('after')
end.
