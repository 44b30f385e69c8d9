{ test: iso D.37 error
expect:
|0
trap: range
trap-at: 13
fpc: agrees
}
program ChrNegative(output);
var i: integer;
begin
  i := 48; writeln(chr(i));
  i := -i;
  writeln(chr(i))
end.
