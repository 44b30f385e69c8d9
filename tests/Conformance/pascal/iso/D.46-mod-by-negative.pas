{ test: iso D.46 error
expect:
|2
trap: division
trap-at: 13
fpc: agrees
}
program ModNegative(output);
var j: integer;
begin
  j := 3; writeln((-7) mod j:1);
  j := -j;
  writeln(7 mod j:1)
end.
