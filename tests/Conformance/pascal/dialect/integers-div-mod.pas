{ test: dialect integers accept
expect:
| -1  0 -2 -1  0 -2 -1  0  1  2  0  1  2  0  1
| -2 -2 -1 -1 -1  0  0  0  0  0  1  1  1  2  2
|  1 -1 -2  1 -1 -3  0  0 -7  0  0  7  1 -1  3  1 -1  2
|240 0 0
fpc: agrees
}
program DivMod;
{ div truncates, mod has the sign of the dividend. }
var i, j: integer; b: byte; w: word;
begin
  for i := -7 to 7 do write(i mod 3:3); writeln;
  for i := -7 to 7 do write(i div 3:3); writeln;
  for j := -3 to 3 do if j <> 0 then write(7 mod j:3, -7 mod j:3, 7 div j:3); writeln;
  b := 250; w := 60000; writeln(w div b, ' ', w mod b, ' ', -w mod b)
end.
