{ test: dialect pointers accept
expect:
|full at 9
|full at 10
|8 7 6 5 4 3 2 1 TRUE
fpc: agrees
}
program FreeList;
{ A free list in an array of nodes, linked by addresses. }
type pnode = ^tnode; tnode = record value: integer; next: pnode end;
var pool: array[1..8] of tnode; free, head: pnode; i: integer;
function alloc: pnode;
begin result := free; if free <> nil then free := free^.next end;
procedure release(p: pnode);
begin p^.next := free; free := p end;
var p: pnode;
begin
  free := nil; for i := 8 downto 1 do release(@pool[i]);
  head := nil;
  for i := 1 to 10 do begin
    p := alloc;
    if p = nil then writeln('full at ', i)
    else begin p^.value := i; p^.next := head; head := p end
  end;
  while head <> nil do begin p := head; head := head^.next; write(p^.value, ' '); release(p) end;
  writeln(alloc = @pool[1])
end.
