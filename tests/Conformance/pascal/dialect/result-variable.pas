{ test: dialect result accept
expect:
|1307674368000 stressed 6765
|12 6
fpc: agrees
}
program ResultVariable;
function fact(n: integer): int64;
begin
  result := 1;
  while n > 1 do begin result := result * n; dec(n) end
end;
function reverse(const s: string): string;
var i: integer;
begin
  result := '';
  for i := length(s) downto 1 do result := result + s[i]
end;
type point = record x, y: integer end;
function make(x, y: integer): point;
begin result.x := x; result.y := y end;
function fib(n: integer): integer;
begin
  if n < 2 then result := n else result := fib(n - 1) + fib(n - 2);
  if result < 0 then fib := 0
end;
var p: point;
begin
  writeln(fact(15), ' ', reverse('desserts'), ' ', fib(20));
  p := make(3, 4); writeln(p.x * p.y, ' ', make(5, 6).y)
end.
