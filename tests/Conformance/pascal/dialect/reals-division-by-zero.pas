{ test: dialect reals error
expect:
| 1.0
trap: division
trap-at: 13
fpc: agrees
}
program RealDivZero;
var x: double; i: integer;
begin
  x := 1;
  for i := 1 downto 0 do
    writeln(x / i:4:1)
end.
