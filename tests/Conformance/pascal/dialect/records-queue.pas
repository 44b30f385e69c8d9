{ test: dialect records accept
expect:
|full: job5
|job1
|job2full: too late
| 4
|job3 job4 late later 
|job1 job2 job3 job4 0FALSE
fpc: agrees
}
program QueueTest;
type queue = record items: array[0..3] of string[9]; head, count: 0..4 end;
procedure init(out q: queue); begin q.head := 0; q.count := 0 end;
function full(const q: queue): boolean; begin full := q.count = 4 end;
procedure push(var q: queue; const s: string);
begin if full(q) then writeln('full: ', s) else with q do begin items[(head + count) mod 4] := s; inc(count) end end;
function pop(var q: queue; out s: string): boolean;
begin
  pop := q.count > 0;
  if result then with q do begin s := items[head]; head := (head + 1) mod 4; dec(count) end
end;
var q, copy1: queue; s: string; i: integer;
begin
  init(q); for i := 1 to 5 do push(q, 'job' + chr(48 + i));
  copy1 := q; if pop(q, s) then writeln(s); if pop(q, s) then write(s); push(q, 'late'); push(q, 'later'); push(q, 'too late'); writeln(q.count:2);
  while pop(q, s) do write(s, ' '); writeln; while pop(copy1, s) do write(s, ' '); writeln(copy1.head, pop(copy1, s))
end.
