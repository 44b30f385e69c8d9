{ test: dialect integers error
expect:
|5
trap: range
trap-at: 13
fpc: agrees
}
program RangeWord;
var w: word; i: integer;
begin
  i := 5; w := i; writeln(w);
  i := i - 6;
  w := i;
  writeln(w)
end.
