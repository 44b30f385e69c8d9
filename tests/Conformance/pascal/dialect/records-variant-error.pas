{ test: dialect records error
expect:
|5
trap: variant
trap-at: 14
fpc: differs does not detect it
}
program VariantError;
type num = record case isint: boolean of true: (i: integer); false: (x: real) end;
var n: num;
begin
  n.isint := true; n.i := 5; writeln(n.i);
  n.isint := false; n.x := 2.5;
  writeln(n.i)
end.
