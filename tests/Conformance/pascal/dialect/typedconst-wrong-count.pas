{ test: dialect typedconst reject
error-at: 6
fpc: agrees
}
program WrongCount;
const v: array[1..3] of integer = (1, 2);
begin
  writeln(v[1])
end.
