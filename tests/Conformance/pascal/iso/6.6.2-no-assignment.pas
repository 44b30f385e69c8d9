{ test: iso 6.6.2 reject
error-at: 6
fpc: differs accepts it
}
program NoAssignment(output);
function f(n: integer): integer; begin n := n + 1 end;
begin
  writeln(f(1):1)
end.
