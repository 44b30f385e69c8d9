{ test: iso D.3 error
expect:
|1TRUE
trap: nil
trap-at: 13
fpc: agrees
}
program ListWalk(output);
type list = ^cell; cell = record key: integer; next: list end;
var l, p: list; i: integer;
function find(l: list; key: integer): list;
begin
  while l^.key <> key do
    l := l^.next;
  find := l
end;
begin
  l := nil;
  for i := 1 to 5 do begin new(p); p^.key := i; p^.next := l; l := p end;
  p := find(l, 2); writeln(p^.next^.key:1, p^.next^.next = nil);
  p := find(l, 6); writeln('never')
end.
