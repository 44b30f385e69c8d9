{ test: dialect switches error
expect:
|-2
trap: overflow
trap-at: 15
fpc: agrees
}
program OverflowOn;
{$Q-}
var q: int64;
begin
  q := high(int64); q := q * 2; writeln(q);
  {$Q+}
  q := high(int64);
  q := q * 2;
  writeln(q)
end.
