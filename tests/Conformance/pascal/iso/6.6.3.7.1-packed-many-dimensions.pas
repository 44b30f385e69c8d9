{ test: iso 6.6.3.7.1 reject
error-at: 6
fpc: agrees
}
program PackedMany(output);
procedure p(var v: packed array [a..b: integer; c..d: integer] of char);
begin
end;
begin
  writeln('x')
end.
