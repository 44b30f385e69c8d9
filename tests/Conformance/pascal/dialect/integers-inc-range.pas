{ test: dialect integers error
expect:
|9
|10
trap: range
trap-at: 14
fpc: agrees
}
program IncRange;
var d: 1..10; n: integer;
begin
  d := 8;
  for n := 1 to 5 do begin
    inc(d);
    writeln(d)
  end
end.
