{ test: dialect mistakes reject
error-at: 11
fpc: agrees
}
program P;
procedure double(var a: integer);
begin
  a := a * 2
end;
begin
  double(4)
end.
