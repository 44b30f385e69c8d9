{ test: iso 6.4.3.2 reject
error-at: 8
fpc: agrees
}
program Dynamic(output);
var n: integer;
procedure p;
var a: array [1..n] of integer;
begin
end;
begin
  n := 10;
  p
end.
