{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
procedure a;
begin
  b
end;
procedure b;
begin
  writeln('b')
end;
begin
  a
end.
