{ test: iso 6.1.4 accept
expect:
|ping 3 pong 5 ping 2 pong 3 ping 1 pong 1 
|depth 3
fpc: agrees
}
program Directives(output);
{ The directive forward; it is a directive in that place alone, else an identifier. }
var depth: integer;

procedure ping(n: integer); forward;

function half(n: integer): integer; forward;

procedure pong(n: integer);
var forward: integer;
begin
  forward := n - 1;
  write('pong ', n:1, ' ');
  if forward > 0 then ping(forward)
end;

procedure ping;
begin
  depth := depth + 1;
  write('ping ', half(n):1, ' ');
  if n > 0 then pong(n - 1)
end;

function half;
begin
  half := n div 2
end;

begin
  depth := 0;
  ping(6);
  writeln;
  writeln('depth ', depth:1)
end.
