{ test: iso 6.5.3.2 reject
error-at: 9
fpc: agrees
}
program RealIndex(output);
var a: array [1..3] of integer; r: real;
begin
  r := 1;
  a[r] := 2;
  writeln('x')
end.
