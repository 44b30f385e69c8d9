{ test: iso 6.2.1 reject
error-at: 12
fpc: agrees
}
program PlacedTwice(output);
label 1;
var i: integer;
begin
  i := 0;
1: i := i + 1;
  if i < 3 then goto 1;
1: writeln(i:1)
end.
