{ test: iso D.53 error
expect:
|  9 10
trap: range
trap-at: 13
fpc: differs does not detect it
}
program ForFinal(output);
var d: 1..10; i: integer;
begin
  i := 10;
  for d := 9 to i do write(d:3); writeln;
  for d := 9 to i + 1 do writeln(d:1)
end.
