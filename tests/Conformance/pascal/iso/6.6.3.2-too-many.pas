{ test: iso 6.6.3.2 reject
error-at: 9
fpc: agrees
}
program TooMany(output);
procedure p(a: integer);
begin writeln(a:1) end;
begin
  p(1, 2)
end.
