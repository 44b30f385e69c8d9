{ test: iso D.24 error
expect:
|1
trap: pointer
trap-at: 16
fpc: agrees
}
program DisposeTwice(output);
type link = ^item; item = record n: integer; next: link end;
var p, q: link;
begin
  new(p); p^.n := 1; p^.next := nil;
  q := p;
  writeln(q^.n:1);
  dispose(p);
  dispose(q);
  writeln('never')
end.
