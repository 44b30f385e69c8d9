{ test: dialect control reject
error-at: 9
fpc: agrees
}
program BreakOutside;
var i: integer;
begin
  i := 1;
  if i = 1 then break;
  writeln(i)
end.
