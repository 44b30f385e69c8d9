{ test: dialect reals error
expect:
| 2.0
trap: domain
trap-at: 13
fpc: agrees
}
program SqrtNegative;
var x: double;
begin
  x := 4; writeln(sqrt(x):4:1);
  x := -x;
  writeln(sqrt(x):4:1)
end.
