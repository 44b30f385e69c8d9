{ test: iso D.23 error
expect:
|1
trap: nil
trap-at: 13
fpc: differs does not detect it
}
program DisposeNil(output);
var p: ^integer;
begin
  new(p); p^ := 1; writeln(p^:1); dispose(p);
  p := nil;
  dispose(p);
  writeln('never')
end.
