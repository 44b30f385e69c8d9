{ test: dialect memory reject
error-at: 8
fpc: agrees
}
program MoveWrong;
var a: array[1..4] of byte;
begin
  move(a, 5);
  writeln('x')
end.
