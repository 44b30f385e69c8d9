{ test: iso D.47 error
expect:
|-2147483647
trap: overflow
trap-at: 12
fpc: agrees
}
program SubOverflow(output);
var i: integer;
begin
  i := -maxint; writeln(i:1);
  i := i - 2;
  writeln(i:1)
end.
