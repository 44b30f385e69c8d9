{ test: iso 6.9.3.4.2 accept
expect:
|0.13 -0.13
|0.38
|2.5
|0.3
|0.8
|1.063
fpc: agrees
}
program RoundHalf(output);
{ Half a unit is added to the absolute value before the digits are cut. }
var x: real;
begin
  x := 0.125; writeln(x:1:2, -x:6:2);
  x := 0.375; writeln(x:1:2);
  x := 2.5; writeln(x:1:1);
  x := 0.25; writeln(x:1:1); x := 0.75; writeln(x:1:1);
  x := 1.0625; writeln(x:1:3)
end.
