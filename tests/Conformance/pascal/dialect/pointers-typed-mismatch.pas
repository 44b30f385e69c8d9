{ test: dialect pointers reject
error-at: 10
fpc: agrees
}
program PointerMismatch;
type pi = ^integer; pr = ^real;
var a: pi; b: pr;
begin
  new(a); a^ := 1;
  b := a;
  writeln(b^:4:1)
end.
