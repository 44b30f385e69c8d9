{ test: iso 6.6.2 accept
expect:
|  1  1  2  2  3  3  4  5  5  6  6  7  8  8  9  9
|  0  0  1  2  2  3  4  4  5  6  6  7  7  8  9  9
fpc: agrees
}
program Hofstadter(output);
{ The male and female sequences: two functions that need forward. }
var i: integer;
function f(n: integer): integer; forward;
function m(n: integer): integer;
begin
  if n = 0 then m := 0 else m := n - f(m(n - 1))
end;
function f;
begin
  if n = 0 then f := 1 else f := n - m(f(n - 1))
end;
begin
  for i := 0 to 15 do write(f(i):3); writeln;
  for i := 0 to 15 do write(m(i):3); writeln
end.
