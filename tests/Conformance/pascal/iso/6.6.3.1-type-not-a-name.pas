{ test: iso 6.6.3.1 reject
error-at: 6
fpc: agrees
}
program TypeDenoter(output);
procedure p(a: array [1..3] of integer);
begin
end;
begin
  writeln('x')
end.
