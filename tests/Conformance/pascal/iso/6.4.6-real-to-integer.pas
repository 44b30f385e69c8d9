{ test: iso 6.4.6 reject
error-at: 9
fpc: agrees
}
program RealInt(output);
var i: integer; r: real;
begin
  r := 3.0;
  i := r;
  writeln(i:1)
end.
