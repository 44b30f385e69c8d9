{ test: iso 6.4.5 reject
error-at: 10
fpc: differs accepts it
}
program NotCompatible(output);
var a: array [1..3] of integer;
    b: array [1..3] of integer;
begin
  a[1] := 1; a[2] := 2; a[3] := 3;
  b := a;
  writeln(b[1]:1)
end.
