{ test: iso D.2 error
expect:
|12
trap: variant
trap-at: 17
fpc: differs does not detect it
}
program VariantNotActive(output);
type shape = (circle, square);
     figure = record case kind: shape of circle: (radius: integer); square: (side: integer) end;
var f: figure;
begin
  f.kind := circle; f.radius := 12;
  writeln(f.radius:1);
  f.kind := square;
  f.side := 5;
  writeln(f.radius:1)
end.
