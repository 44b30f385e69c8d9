{ test: iso 6.6.6.2 reject
error-at: 9
fpc: agrees
}
program SqrtReal(output);
var i: integer;
begin
  i := sqr(3);
  i := sqrt(9);
  writeln(i:1)
end.
