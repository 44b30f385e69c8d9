{ test: iso 6.8.1 reject
error-at: 9
fpc: differs accepts it
}
program DialectStatement(output);
var i: integer;
begin
  for i := 1 to 10 do
    if i = 3 then break;
  writeln('x')
end.
