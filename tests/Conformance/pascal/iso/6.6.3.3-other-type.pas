{ test: iso 6.6.3.3 reject
error-at: 12
fpc: agrees
}
program OtherType(output);
type small = 1..10;
var s: small;
procedure inc1(var n: integer);
begin n := n + 1 end;
begin
  s := 1;
  inc1(s);
  writeln(s:1)
end.
