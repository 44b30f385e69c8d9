{ test: dialect errors reject
error-at: 13
error-at: 14
error-at: 15
error-at: 16
error-at: 17
fpc: agrees
}
program MissingWords;
var i: integer;
begin
  i := 1;
  if i = 1 writeln('a');
  while i < 3 i := i + 1;
  for i := 1 to 3 writeln(i);
  with i writeln;
  case i 1: writeln('x') end;
  writeln('good')
end.
