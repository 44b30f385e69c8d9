{ test: iso D.2 error
expect:
|1
trap: variant
trap-at: 14
fpc: differs does not detect it
}
program VariantWritten(output);
type node = record n: integer; case leaf: boolean of true: (value: real); false: (count: integer) end;
var p: ^node;
procedure store(x: real);
begin
  with p^ do
    value := x
end;
begin
  new(p); p^.n := 1; p^.leaf := true; store(1.0); writeln(p^.n:1);
  p^.leaf := false;
  store(2.5)
end.
