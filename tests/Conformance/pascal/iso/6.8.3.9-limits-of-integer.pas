{ test: iso 6.8.3.9 accept
expect:
|3
|2
|1
|0
fpc: agrees
}
program Limits(output);
var i, n: integer;
begin
  n := 0; for i := maxint downto maxint - 2 do n := n + 1; writeln(n:1);
  n := 0; for i := -maxint to -maxint + 1 do n := n + 1; writeln(n:1);
  n := 0; for i := maxint to maxint do n := n + 1; writeln(n:1);
  n := 0; for i := maxint to -maxint do n := n + 1; writeln(n:1)
end.
