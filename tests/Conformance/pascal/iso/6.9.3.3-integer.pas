{ test: iso 6.9.3.3 accept
expect:
|[0][  0][123][123][  123]
|[-123][-123][  -123][-1]
|[2147483647][-2147483647][7]
|         1          -1
|       100        -100
|     10000      -10000
|   1000000    -1000000
fpc: agrees
}
program WriteInteger(output);
var i: integer;
begin
  write('[', 0:1, '][', 0:3, '][', 123:2, '][', 123:3, '][', 123:5, ']'); writeln;
  write('[', -123:3, '][', -123:4, '][', -123:6, '][', -1:1, ']'); writeln;
  writeln('[', maxint, '][', -maxint, '][', 7, ']');
  i := 1;
  while i < 10000000 do begin writeln(i:10, -i:12); i := i * 100 end
end.
