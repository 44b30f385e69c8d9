{ test: iso 6.6.5.3 reject
error-at: 10
fpc: agrees
}
program TagVariable(output);
type r = record case b: boolean of true: (i: integer); false: (c: char) end;
var p: ^r; b: boolean;
begin
  b := true;
  new(p, b);
  writeln('x')
end.
