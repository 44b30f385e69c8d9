{ test: iso 6.9.3.1 accept
expect:
|* 1    0.7   ab  TRUE
| *  2    0.67  ab FALSE
|  *   3    0.667 ab  TRUE
|    0.67  -0.7
|1 2  3
fpc: agrees
}
program Widths(output);
const w = 6;
var i: integer; x: real; c: char;
function f(n: integer): integer;
begin f := n + 1 end;
begin
  x := 2.0 / 3; c := '*';
  for i := 1 to 3 do writeln(c:i, i:f(i), x:w + i:i, 'ab':w - i, odd(i):w);
  writeln(x:f(f(w)):f(1), -x:w:f(0));
  writeln(1:1, 2:ord('c') - ord('a'), 3:trunc(3.9))
end.
