{ test: iso 6.6.5.3 accept
expect:
|375750
|1501500 1000 TRUE
fpc: agrees
}
program Dynamic(output);
{ A queue and a free list of one's own, a thousand times over. }
type link = ^item;
     item = record n: integer; next: link end;
var head, tail, p: link; i, sum: integer;
procedure enqueue(n: integer);
var p: link;
begin
  new(p); p^.n := n; p^.next := nil;
  if tail = nil then head := p else tail^.next := p;
  tail := p
end;
function dequeue: integer;
var p: link;
begin
  p := head; dequeue := p^.n; head := p^.next;
  if head = nil then tail := nil;
  dispose(p)
end;
begin
  head := nil; tail := nil; sum := 0;
  for i := 1 to 1000 do begin
    enqueue(i); enqueue(2 * i);
    sum := sum + dequeue
  end;
  writeln(sum:1);
  i := 0;
  while head <> nil do begin sum := sum + dequeue; i := i + 1 end;
  writeln(sum:1, ' ', i:1, ' ', tail = nil)
end.
