{ test: iso 6.6.1 reject
error-at: 7
fpc: differs accepts it
}
program Repeated(output);
procedure p(n: integer); forward;
procedure p(n: integer);
begin
  writeln(n:1)
end;
begin
  p(1)
end.
