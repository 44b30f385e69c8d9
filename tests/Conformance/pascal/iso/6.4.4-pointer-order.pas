{ test: iso 6.4.4 reject
error-at: 11
fpc: differs accepts it
}
program PtrOrder(output);
type p = ^integer;
var a, b: p;
begin
  new(a); new(b);
  if a <> b then writeln('two');
  if a < b then writeln('before')
end.
