{ test: dialect integers error
expect:
|5000000000
|10000000000
trap: division
trap-at: 14
fpc: agrees
}
program DivZero64;
var q, d: int64;
begin
  q := 10000000000; d := 2;
  repeat
    writeln(q div d);
    d := d - 1
  until d < -5
end.
