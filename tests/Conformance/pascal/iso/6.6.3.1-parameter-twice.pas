{ test: iso 6.6.3.1 reject
error-at: 6
fpc: agrees
}
program ParamTwice(output);
procedure p(a: integer; b, a: char);
begin
end;
begin
  p(1, 'b', 'c')
end.
