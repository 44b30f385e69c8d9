{ test: iso 6.6.2 accept
expect:
|9
|2
fpc: agrees
}
program Recursion(output);
{ Inside a function its name on the right is a call, on the left the result. }
var n: integer;
function f: integer;
begin
  n := n - 1;
  if n > 0 then f := f + 1 else f := 0
end;
begin
  n := 10; writeln(f:1);
  n := 3; writeln(f + f:1)
end.
