{ test: iso 6.2.2 reject
error-at: 13
fpc: agrees
}
program Outside(output);
procedure p;
var hidden: integer;
begin
  hidden := 1
end;
begin
  p;
  hidden := 2;
  writeln('x')
end.
