{ test: iso 6.9.3 accept
expect:
|1 1 2 2
|<a<bc
fpc: agrees
}
program WriteOrder(output);
{ write(a, b) is begin write(a); write(b) end: functions are called between. }
var n: integer;
function next: integer; begin n := n + 1; next := n end;
function loud(c: char): char; begin write('<'); loud := c end;
begin
  n := 0;
  writeln(next:1, n:2, next:2, n:2);
  writeln(loud('a'), loud('b'), 'c')
end.
