{ test: iso D.8 error
expect:
|2
trap: set
trap-at: 21
fpc: differs does not detect it
}
program ValueParameterSet(output);
type few = set of 1..5;
var s: set of 0..20;
procedure count(f: few);
var i, n: integer;
begin
  n := 0;
  for i := 1 to 5 do if i in f then n := n + 1;
  writeln(n:1)
end;
begin
  s := [2, 4]; count(s);
  s := s + [6];
  count(s)
end.
