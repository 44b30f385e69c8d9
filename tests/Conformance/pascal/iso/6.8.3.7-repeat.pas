{ test: iso 6.8.3.7 accept
expect:
|111
|once
|-1
fpc: agrees
}
program RepeatUntil(output);
var n, steps, i: integer;
begin
  n := 27; steps := 0;
  repeat
    if odd(n) then n := 3 * n + 1 else n := n div 2;
    steps := steps + 1
  until n = 1;
  writeln(steps:1);
  i := 10;
  repeat writeln('once'); until i > 0;
  repeat
    i := i - 1;
    repeat i := i - 3 until odd(i)
  until i < 0;
  writeln(i:1)
end.
