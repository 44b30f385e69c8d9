{ test: dialect constexpr reject
error-at: 7
fpc: agrees
}
program NotConstant;
var i: integer;
const n = i + 1;
begin
  writeln(n)
end.
