{ test: dialect integers error
expect:
|9223372036854775807
trap: overflow
trap-at: 13
fpc: agrees
}
program OverflowNegate;
var q: int64;
begin
  q := low(int64) + 1; q := -q; writeln(q);
  q := low(int64);
  q := -q;
  writeln(q)
end.
