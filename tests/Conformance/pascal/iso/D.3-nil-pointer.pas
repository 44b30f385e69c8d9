{ test: iso D.3 error
expect:
|3
|2
|1
trap: nil
trap-at: 18
fpc: agrees
}
program NilPointer(output);
type list = ^cell; cell = record n: integer; next: list end;
var l, p: list; i: integer;
begin
  l := nil;
  for i := 1 to 3 do begin new(p); p^.n := i; p^.next := l; l := p end;
  p := l;
  for i := 1 to 4 do begin
    writeln(p^.n:1);
    p := p^.next
  end
end.
