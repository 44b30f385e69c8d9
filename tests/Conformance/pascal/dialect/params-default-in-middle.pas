{ test: dialect params reject
error-at: 6
fpc: agrees
}
program DefaultMiddle;
procedure p(a: integer = 1; b: integer);
begin writeln(a + b) end;
begin
  p(1, 2)
end.
