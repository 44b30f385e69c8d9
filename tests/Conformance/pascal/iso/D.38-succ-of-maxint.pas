{ test: iso D.38 error
expect:
|2147483647
trap: overflow
trap-at: 12
fpc: agrees
}
program SuccMaxint(output);
var i: integer;
begin
  i := maxint - 1; i := succ(i); writeln(i:1);
  i := succ(i);
  writeln(i:1)
end.
