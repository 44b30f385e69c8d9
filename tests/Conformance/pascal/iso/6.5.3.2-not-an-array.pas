{ test: iso 6.5.3.2 reject
error-at: 9
fpc: agrees
}
program NotArray(output);
var a: integer;
begin
  a := 0;
  a[1] := 5;
  writeln('x')
end.
