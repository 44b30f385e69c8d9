{ test: dialect memory accept
expect:
|7 7 7 120 120 120 120 7 7 7 
|1 1 2 3 4 
|2 3 4 5 5 
|world world
|***ld world
|***l
|513 -2
|1 2
|-1
|-1
fpc: agrees
}
program FillMove;
var a: array[0..9] of byte; b: array[1..5] of integer; s: string; i: integer; r, q: record x: word; y: longint end;
begin
  fillchar(a, sizeof(a), 7); fillchar(a[3], 4, ord('x')); for i := 0 to 9 do write(a[i], ' '); writeln;
  for i := 1 to 5 do b[i] := i; move(b[1], b[2], 4 * sizeof(integer)); for i := 1 to 5 do write(b[i], ' '); writeln;
  for i := 1 to 5 do b[i] := i; move(b[2], b[1], 4 * sizeof(integer)); for i := 1 to 5 do write(b[i], ' '); writeln;
  s := 'hello world'; move(s[7], s[1], 5); writeln(s);
  fillchar(s[1], 3, '*'); writeln(s); s[0] := #4; writeln(s);
  r.x := 513; r.y := -2; move(r, q, sizeof(r)); writeln(q.x, ' ', q.y);
  move(r.x, a[0], 2); writeln(a[0], ' ', a[1]);
  fillchar(b, sizeof(b), $FF); writeln(b[3]); fillchar(b, 0, 1); writeln(b[1])
end.
