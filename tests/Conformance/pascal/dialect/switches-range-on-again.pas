{ test: dialect switches error
expect:
|1
|255
trap: range
trap-at: 17
fpc: agrees
}
program RangeOnAgain;
var b: byte; i: integer;
begin
  i := 257;
{$R-}
  b := i; writeln(b);
{$R+}
  b := i - 2; writeln(b);
  b := i;
  writeln(b)
end.
