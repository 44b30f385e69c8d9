{ test: iso D.45 error
expect:
|50
|100
trap: division
trap-at: 13
fpc: agrees
}
program DivZero(output);
var i: integer;
begin
  for i := 2 downto -2 do
    writeln(100 div i:1)
end.
