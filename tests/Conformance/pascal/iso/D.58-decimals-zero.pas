{ test: iso D.58 error
expect:
|    1.25
|     1.3
trap: range
trap-at: 13
fpc: differs does not detect it
}
program DecimalsZero(output);
var d: integer;
begin
  for d := 2 downto 0 do
    writeln(1.25:8:d)
end.
