{ test: dialect params reject
error-at: 9
fpc: agrees
}
program ConstAsVar;
procedure q(var n: integer); begin inc(n) end;
procedure p(const n: integer);
begin
  q(n)
end;
begin
  p(1)
end.
