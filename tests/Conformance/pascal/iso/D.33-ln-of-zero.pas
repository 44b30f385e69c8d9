{ test: iso D.33 error
expect:
|  0.6931
|  0.0000
trap: domain
trap-at: 14
fpc: agrees
}
program LnZero(output);
var x: real; i: integer;
begin
  x := 2;
  for i := 1 to 3 do begin
    writeln(ln(x):8:4);
    x := x - 1
  end
end.
