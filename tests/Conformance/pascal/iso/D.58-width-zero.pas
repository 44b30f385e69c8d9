{ test: iso D.58 error
expect:
| 7
|7
trap: range
trap-at: 14
fpc: differs does not detect it
}

program WidthZero(output);
var w: integer;
begin
  for w := 2 downto 0 do
    writeln(7:w)
end.
