{ test: iso 6.6.2 reject
error-at: 9
fpc: agrees
}
program AssignOutside(output);
function f: integer;
begin f := 1 end;
begin
  f := 2;
  writeln(f:1)
end.
