{ test: dialect control reject
error-at: 8
fpc: agrees
}
program ExitType;
function f: integer;
begin
  exit('x')
end;
begin
  writeln(f)
end.
