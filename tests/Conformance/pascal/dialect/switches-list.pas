{ test: dialect switches accept
expect:
|255 9223372036854775807
fpc: agrees
}
program SwitchList;
{$R-,Q-,I+}
var b: byte; q: int64; i: integer;
begin
  i := 511; b := i; q := low(int64); q := q - 1;
  writeln(b, ' ', q)
end.
