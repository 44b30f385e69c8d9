{ test: iso 6.7.3 accept
expect:
|20
|first
|5 3
|9
|24
|1
fpc: agrees
}
program Designators(output);
var calls: integer;
function next: integer;
begin calls := calls + 1; next := calls end;
function add(a, b: integer): integer;
begin add := a + b end;
function ack(m, n: integer): integer;
begin
  if m = 0 then ack := n + 1
  else if n = 0 then ack := ack(m - 1, 1)
  else ack := ack(m - 1, ack(m, n - 1))
end;
function apply(function f(a, b: integer): integer; n: integer): integer;
begin apply := f(n, f(n, next)) end;
begin
  calls := 0;
  writeln(add(add(1, 2), add(3, 4)) * 2:1);
  if next = 1 then writeln('first');
  writeln(next + next:1, ' ', calls:1);
  writeln(ack(2, 3):1);
  writeln(apply(add, 10):1);
  writeln(add(next * 0, ord(next > 3)):1)
end.
