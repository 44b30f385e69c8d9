{ test: dialect control accept
expect:
|12
|255
|55
|cb
|3
|0
|4 2
|3
|8000000000
|10
fpc: agrees
}
program IncDec;
type day = (mon, tue, wed, thu);
var i: integer; b: byte; c: char; d: day; a: array[1..3] of integer; p: ^integer; q: int64; calls: integer;
function index: integer;
begin inc(calls); index := 2 end;
begin
  i := 5; inc(i); inc(i, 10); dec(i); dec(i, 3); writeln(i);
  b := 254; inc(b); writeln(b); dec(b, 200); writeln(b);
  c := 'a'; inc(c, 2); write(c); dec(c); writeln(c);
  d := mon; inc(d); inc(d, 2); writeln(ord(d)); dec(d, 3); writeln(ord(d));
  calls := 0; a[2] := 0; inc(a[index], 5); dec(a[index]); writeln(a[2], ' ', calls);
  new(p); p^ := 1; inc(p^, p^ + 1); writeln(p^);
  q := 4000000000; inc(q, q); writeln(q); inc(i, -2); writeln(i)
end.
