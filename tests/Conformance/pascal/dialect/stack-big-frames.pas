{ test: dialect stack error
expect:
|start
trap: stack
fpc: agrees
}
program BigFrames;
procedure eat(n: integer);
var a: array[1..10000] of integer;
begin
  a[n mod 10000 + 1] := n;
  eat(n + 1);
  if a[1] > 0 then writeln('never')
end;
begin
  writeln('start');
  eat(1)
end.
