{ test: iso 6.6.3.7.1 reject
error-at: 6
fpc: agrees
}
program BoundTwice(output);
procedure p(var v: array [lo..lo: integer] of integer);
begin
end;
begin
  writeln('x')
end.
