{ test: iso D.32 error
expect:
|2147395600
trap: overflow
trap-at: 13
fpc: differs does not detect it
}
program SqrOverflow(output);
var i: integer;
begin
  i := 46340; writeln(sqr(i):1);
  i := i + 1;
  writeln(sqr(i):1)
end.
