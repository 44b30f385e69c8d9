{ test: iso D.52 error
expect:
| 1 2 3
trap: range
trap-at: 15
fpc: differs does not detect it
}
program ForInitial(output);
var d: 1..10; i: integer;
begin
  i := 1;
  for d := i to 3 do write(d:2); writeln;
  i := 0;
  for d := 10 downto i + 11 do writeln('never runs, so it is no error');
  for d := i to 3 do writeln(d:1)
end.
