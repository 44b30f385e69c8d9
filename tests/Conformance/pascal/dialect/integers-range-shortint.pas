{ test: dialect integers error
expect:
|-127
|-128
trap: range
trap-at: 14
fpc: agrees
}
program RangeShortint;
var s: shortint; i: integer;
begin
  i := -127;
  repeat
    s := i;
    writeln(s); i := i - 1
  until false
end.
