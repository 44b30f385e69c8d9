{ test: iso 6.8.3.5 reject
error-at: 11
fpc: agrees
}
program ConstType(output);
var i: integer;
begin
  i := 1;
  case i of
    1: writeln('a');
    'b': writeln('b')
  end
end.
