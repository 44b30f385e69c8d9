{ test: dialect literals reject
error-at: 8
fpc: agrees
}
program BadHex;
var i: integer;
begin
  i := $;
  writeln(i)
end.
