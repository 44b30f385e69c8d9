{ test: dialect declarations reject
error-at: 7
fpc: agrees
}
program Twice;
var a: integer;
const a = 3;
begin
  writeln(a)
end.
