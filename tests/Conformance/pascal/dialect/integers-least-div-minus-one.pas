{ test: dialect integers error
trap: overflow
trap-at: 11
fpc: differs does not detect it
}
program LeastDiv;
var i, j: integer;
begin
  i := low(integer); j := 1; writeln(i div j);
  j := -j;
  writeln(i div j)
end.
