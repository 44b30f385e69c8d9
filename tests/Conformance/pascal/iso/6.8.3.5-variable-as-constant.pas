{ test: iso 6.8.3.5 reject
error-at: 9
fpc: agrees
}
program CaseVar(output);
var i, j: integer;
begin
  i := 1; j := 1;
  case i of j: writeln('a') end
end.
