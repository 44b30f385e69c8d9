{ test: dialect absolute accept
expect:
|1 2 3 4
|67305985
|ABC 3 A
|300 44 1
|1 2 3
|10 20 30
|9 9
fpc: agrees
}
program Absolute;
type bytes = packed array[0..3] of byte;
var n: longint;
    parts: bytes absolute n;
    s: string[10];
    len: byte absolute s;
    raw: packed array[0..10] of char absolute s;
procedure local(w: word);
var halves: packed array[0..1] of byte absolute w;
  procedure inner;
  begin write(w, ' ', halves[0], ' ', halves[1]) end;
begin
  inner; writeln
end;
procedure untyped(var x; count: integer);
var a: array[1..1000] of longint absolute x; i: integer;
begin
  for i := 1 to count do begin if i > 1 then write(' '); write(a[i]) end;
  writeln
end;
function twice(n: longint): longint;
var r: longint absolute twice;
begin
  r := n + n; write(r, ' '); twice := r
end;
procedure change(var x: longint);
var y: longint absolute x;
begin y := y * 10 end;
var list: array[1..3] of longint; i: integer;
begin
  n := $04030201;
  writeln(parts[0], ' ', parts[1], ' ', parts[2], ' ', parts[3]);
  parts[0] := 1; writeln(n);
  s := 'ABC'; write(s, ' ', len, ' ');
  len := 1; writeln(s);
  local(300);
  for i := 1 to 3 do list[i] := i;
  untyped(list, 3);
  for i := 1 to 3 do change(list[i]);
  untyped(list, 3);
  n := 9; i := n; write(i, ' '); writeln(n)
end.
