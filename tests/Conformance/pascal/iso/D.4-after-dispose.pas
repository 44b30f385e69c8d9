{ test: iso D.4 error
expect:
|1
trap: memory
trap-at: 16
fpc: differs it goes on
}
program AfterDispose(output);
type link = ^item; item = record n: integer; next: link end;
var p: link;
begin
  new(p);
  p^.n := 1;
  writeln(p^.n : 1);
  dispose(p);
  p^.n := 2;
  writeln('not reached')
end.
