{ test: dialect integers error
expect:
|2147483647
trap: overflow
trap-at: 13
fpc: agrees
}
program IncOverflow;
var i: integer;
begin
  i := maxint - 2;
  repeat
    inc(i, 2);
    writeln(i)
  until false
end.
