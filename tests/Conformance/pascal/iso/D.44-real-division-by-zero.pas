{ test: iso D.44 error
expect:
|  0.50
|  1.00
trap: division
trap-at: 14
fpc: agrees
}
program RealDivision(output);
var x: real; i: integer;
begin
  x := 2;
  for i := 1 to 3 do begin
    writeln(1 / x:6:2);
    x := x - 1
  end
end.
