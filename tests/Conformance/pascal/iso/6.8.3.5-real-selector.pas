{ test: iso 6.8.3.5 reject
error-at: 9
fpc: agrees
}
program RealSelector(output);
var r: real;
begin
  r := 1;
  case r of 1: writeln('a') end
end.
