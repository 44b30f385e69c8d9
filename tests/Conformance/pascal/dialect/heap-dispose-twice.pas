{ test: dialect heap error
expect:
|3
trap: pointer
trap-at: 13
fpc: agrees
}
program DisposeTwice;
var p, q: ^integer;
begin
  new(p); q := p; p^ := 3; writeln(q^);
  dispose(p);
  dispose(q);
  writeln('never')
end.
