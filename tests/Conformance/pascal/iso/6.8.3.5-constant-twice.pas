{ test: iso 6.8.3.5 reject
error-at: 11
fpc: agrees
}
program Twice(output);
var i: integer;
begin
  i := 1;
  case i of
    1, 2: writeln('a');
    3, 1: writeln('b')
  end
end.
