{ test: iso 6.7.3 reject
error-at: 10
fpc: agrees
}
program NoArgs(output);
function add(a, b: integer): integer;
begin add := a + b end;
begin
  writeln(add(1, 2):1);
  writeln(add:1)
end.
