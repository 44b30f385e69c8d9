{ test: iso 6.7.2.2 accept
expect:
| -2 -2 -1 -1 -1  0  0  0  0  0  1  1  1  2  2
|  2  0  1  2  0  1  2  0  1  2  0  1  2  0  1
|  2  2  1  1  1  0  0  0  0  0 -1 -1 -1 -2 -2
|0 1 0 0
|2147483647 -1 1 1 3
|0 0 0
fpc: agrees
}
program DivMod(output);
{ div truncates towards zero; i mod j lies in 0..j-1. }
var i, j: integer;
begin
  for i := -7 to 7 do write(i div 3:3); writeln;
  for i := -7 to 7 do write(i mod 3:3); writeln;
  for i := -7 to 7 do write(i div (-3):3); writeln;
  j := -7; writeln(j mod 7:1, (j + 1) mod 7:2, -j mod 7:2, (-8) mod 2:2);
  i := maxint; writeln(i div 1:1, -i div i:3, i mod 2:2, (-i) mod 2:2, (-i) mod 10:2);
  i := 0; writeln(i div 5:1, i mod 5:2, 0 * maxint:2)
end.
