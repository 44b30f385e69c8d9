{ test: dialect result error
expect:
|100
|200
trap: range
trap-at: 12
fpc: agrees
}
program ResultRange;
function f(n: integer): byte;
begin
  f := n * 100
end;
begin
  writeln(f(1)); writeln(f(2)); writeln(f(3))
end.
