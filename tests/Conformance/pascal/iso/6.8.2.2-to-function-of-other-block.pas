{ test: iso 6.8.2.2 reject
error-at: 10
fpc: agrees
}
program OtherFunction(output);
function f: integer;
begin f := 1 end;
procedure p;
begin
  f := 2
end;
begin
  p; writeln(f:1)
end.
