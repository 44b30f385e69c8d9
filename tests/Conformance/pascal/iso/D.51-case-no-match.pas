{ test: iso D.51 error
expect:
|small
|small
|three
|four
trap: case
trap-at: 15
fpc: differs does not detect it
}
program CaseNoMatch(output);
var i: integer;
begin
  for i := 1 to 5 do
    case i of
      1, 2: writeln('small');
      4: writeln('four');
      3: writeln('three')
    end
end.
