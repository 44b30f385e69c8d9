{ test: dialect units reject
error-at: 10
fpc: agrees
}
program NotExported;
uses shapes_unit;
var c: colour;
begin
  c := red;
  writeln(names[c])
end.
