{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program RealControl(output);
var r: real;
begin
  for r := 1 to 3 do writeln('x')
end.
