{ test: iso 6.4.5 reject
error-at: 11
fpc: differs accepts it
}
program PtrTypes(output);
type pa = ^integer; pb = ^integer;
var a: pa; b: pb;
begin
  new(a); a^ := 1;
  b := nil;
  b := a;
  writeln(b^:1)
end.
