{ test: dialect nested reject
error-at: 12
fpc: agrees
}
program NestedNotVisible;
procedure outer;
var hidden: integer;
  procedure inner; begin hidden := 1 end;
begin inner end;
begin
  outer;
  inner;
  writeln('x')
end.
