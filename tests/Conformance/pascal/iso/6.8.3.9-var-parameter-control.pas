{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program VarParamControl(output);
procedure p(var n: integer);
begin
  for n := 1 to 3 do writeln(n:1)
end;
begin
  writeln('x')
end.
