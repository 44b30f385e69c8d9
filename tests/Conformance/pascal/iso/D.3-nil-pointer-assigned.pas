{ test: iso D.3 error
expect:
|3
trap: nil
trap-at: 13
fpc: agrees
}
program NilAssigned(output);
var p: ^integer;
begin
  new(p); p^ := 3; writeln(p^:1);
  p := nil;
  p^ := 4;
  writeln('never')
end.
