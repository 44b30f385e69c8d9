{ test: dialect params reject
error-at: 8
fpc: agrees
}
program ConstAssigned;
procedure p(const n: integer);
begin
  n := 3
end;
begin
  p(1)
end.
