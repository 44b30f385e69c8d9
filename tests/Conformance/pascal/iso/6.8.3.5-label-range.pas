{ test: iso 6.8.3.5 reject
error-at: 10
fpc: differs accepts it
}
program CaseRange(output);
var i: integer;
begin
  i := 1;
  case i of
    1..3: writeln('a');
    4: writeln('b')
  end
end.
