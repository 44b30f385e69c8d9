{ test: dialect with accept
expect:
|7 21 n2! 1
|n1  1 n2!  7 n3  3 
|98 99
fpc: agrees
}
program WithPointers;
type p = ^rec; rec = record v: integer; name: string[5]; next: p; inner: record v: integer end end;
var head, q: p; arr: array[1..3] of rec; calls, i: integer;
function pick(i: integer): p; begin inc(calls); pick := @arr[i] end;
begin
  calls := 0;
  for i := 1 to 3 do with arr[i] do begin v := i; name := 'n' + chr(48 + i); inner.v := v * 10; if i < 3 then next := @arr[i + 1] else next := nil end;
  with pick(2)^ do begin v := v + 5; with inner do v := v + 1; name := name + '!' end;
  writeln(arr[2].v, ' ', arr[2].inner.v, ' ', arr[2].name, ' ', calls);
  head := @arr[1]; q := head;
  while q <> nil do with q^ do begin write(name, v:3, ' '); q := next; if v > 100 then writeln('never') end; writeln;
  with head^, next^ do begin v := 99; head^.v := 98 end; writeln(arr[1].v, ' ', arr[2].v)
end.
