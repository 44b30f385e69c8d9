{ test: iso D.34 error
expect:
| 1.000
trap: domain
trap-at: 16
fpc: agrees
}
program SqrtNegative(output);
var a, b, c: real;
function disc: real;
begin disc := sqr(b) - 4 * a * c end;
begin
  a := 1; b := 3; c := 2;
  writeln(sqrt(disc):6:3);
  c := 3;
  writeln(sqrt(disc):6:3)
end.
