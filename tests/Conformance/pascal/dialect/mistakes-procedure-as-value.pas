{ test: dialect mistakes reject
error-at: 13
says: a procedure gives no value
fpc: agrees
}
program P;
var a: integer;
procedure p(n: integer);
begin
  writeln(n)
end;
begin
  a := p(2);
  writeln(a)
end.
