{ test: iso 6.6.3.1 reject
error-at: 7
fpc: agrees
}
program Redeclared(output);
procedure p(n: integer);
var n: char;
begin
end;
begin
  p(1)
end.
