{ test: iso 6.6.3.2 reject
error-at: 10
fpc: agrees
}
program TooFew(output);
procedure p(a, b: integer);
begin writeln(a + b:1) end;
begin
  p(1, 2);
  p(1)
end.
