{ test: iso D.58 error
expect:
|   x
trap: range
trap-at: 13
fpc: differs does not detect it
}
program WidthNegative(output);
var w: integer;
begin
  w := 4; writeln('x':w);
  w := w - 5;
  writeln('x':w)
end.
