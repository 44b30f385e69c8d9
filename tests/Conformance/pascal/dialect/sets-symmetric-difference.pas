{ test: dialect sets accept
expect:
|1 2 3 6 7 8 20 TRUE TRUE
fpc: agrees
}
program SymDiff;
var a, b: set of 1..20; i: integer;
begin
  a := [1..5, 10]; b := [4..8, 10, 20];
  for i := 1 to 20 do if i in (a >< b) then write(i, ' ');
  writeln((a >< a) = [], ' ', (a >< b) = (a + b) - (a * b))
end.
