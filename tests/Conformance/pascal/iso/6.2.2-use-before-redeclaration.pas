{ test: iso 6.2.2 reject
error-at: 8
fpc: differs accepts it
}
program Before(output);
const n = 10;
procedure p;
type a = array [1..n] of integer; var n: integer;
begin
  n := 1
end;
begin
  p; writeln('the defining point of the local n rules its whole block')
end.
