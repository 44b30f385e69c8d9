{ test: dialect control accept
expect:
|check 1
|check 2
exit: 3
fpc: agrees
}
program HaltTest;
procedure check(n: integer);
begin
  writeln('check ', n);
  if n = 2 then halt(3)
end;
var i: integer;
begin
  for i := 1 to 5 do check(i);
  writeln('never')
end.
