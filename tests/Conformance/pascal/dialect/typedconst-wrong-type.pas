{ test: dialect typedconst reject
error-at: 6
fpc: agrees
}
program WrongType;
const n: integer = 'x';
begin
  writeln(n)
end.
