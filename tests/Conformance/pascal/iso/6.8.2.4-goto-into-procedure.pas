{ test: iso 6.8.2.4 reject
error-at: 13
fpc: agrees
}
program IntoProcedure(output);
procedure p;
label 5;
begin
5: writeln('p')
end;
begin
  p;
  goto 5
end.
