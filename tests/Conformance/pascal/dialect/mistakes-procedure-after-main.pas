{ test: dialect mistakes reject
error-at: 7
fpc: agrees
}
program P;
begin
  show
end.

procedure show;
begin
  writeln('x')
end;
