{ test: iso 6.6.5.3 reject
error-at: 9
fpc: agrees
}
program WrongTag(output);
type r = record case b: boolean of true: (i: integer); false: (c: char) end;
var p: ^r;
begin
  new(p, 1);
  writeln('x')
end.
