{ test: dialect integers accept
expect:
|TRUE TRUE TRUE TRUE TRUE TRUE
|2000000000 0 1 1000000000 -5000000000
fpc: agrees
}
program CompareMixed;
var u: longword; i: integer; q: int64; b: byte;
begin
  u := 4000000000; i := -1; q := 5000000000; b := 255;
  writeln(u > i, ' ', i < u, ' ', q > u, ' ', b = 255, ' ', i = -1, ' ', u = 4000000000);
  writeln(u div 2, ' ', u mod 1000, ' ', q div u, ' ', q - u, ' ', i * q)
end.
