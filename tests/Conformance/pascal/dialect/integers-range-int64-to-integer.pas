{ test: dialect integers error
expect:
|2147483647
trap: range
trap-at: 14
fpc: agrees
}
program RangeInt64;
var q: int64; i: integer;
begin
  q := 2147483646;
  repeat
    q := q + 1;
    i := q;
    writeln(i)
  until false
end.
