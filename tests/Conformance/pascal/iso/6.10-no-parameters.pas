{ test: iso 6.10 accept
expect:
fpc: agrees
}
program Quiet;
var i: integer;
procedure p; begin i := i + 1 end;
begin
  i := 0;
  while i < 10 do p
end.
