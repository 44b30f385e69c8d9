{ test: iso 6.6.3.2 reject
error-at: 10
fpc: agrees
}
program WrongType(output);
procedure p(n: integer);
begin writeln(n:1) end;
begin
  p(1);
  p(1.5)
end.
