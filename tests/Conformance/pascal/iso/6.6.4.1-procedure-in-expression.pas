{ test: iso 6.6.4.1 reject
error-at: 8
fpc: agrees
}
program ProcExpr(output);
var i: integer;
begin
  i := 1 + writeln('x');
  writeln(i:1)
end.
