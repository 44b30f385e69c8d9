{ test: iso 6.2.2 reject
error-at: 20
error-at: 21
error-at: 22
error-at: 23
error-at: 24
error-at: 25
error-at: 26
error-at: 27
fpc: agrees
}
program Several(output);
label 3;
const big = 10;
type range = 1..big;
var a: array [range] of char; i: integer; r: record x: real end;
procedure p(var n: integer; c: char);
begin n := ord(c) end;
begin
  a[0.5] := 'x';
  i := r.y;
  p(5, 'c');
  p(i, 5);
  goto 4;
  for big := 1 to 2 do i := 1;
  3: i := 'c';
  unknown(i);
  i := i + 1
end.
