{ test: iso 6.5.4 accept
expect:
| 1 2 3 4 5
| 20 30
fpc: agrees
}
program Identified(output);
type list = ^cell;
     cell = record head: integer; tail: list end;
     pp = ^list;
var l, m: list; h: pp; i: integer;
procedure push(var l: list; n: integer);
var c: list;
begin
  new(c); c^.head := n; c^.tail := l; l := c
end;
procedure reverse(var l: list);
var r, t: list;
begin
  r := nil;
  while l <> nil do begin t := l^.tail; l^.tail := r; r := l; l := t end;
  l := r
end;
begin
  l := nil;
  for i := 1 to 5 do push(l, i);
  reverse(l);
  m := l;
  while m <> nil do begin write(m^.head:2); m := m^.tail end;
  writeln;
  new(h); h^ := l^.tail;
  h^^.head := 20; h^^.tail^.head := 30;
  writeln(l^.tail^.head:3, l^.tail^.tail^.head:3)
end.
