{ test: dialect dynarrays accept
expect:
|1 2
fpc: agrees
}
program ManyDimensions;
type d1 = array of integer; d2 = array of d1; d3 = array of d2; d4 = array of d3; d5 = array of d4; d6 = array of d5;
     d7 = array of d6; d8 = array of d7; d9 = array of d8; d10 = array of d9; d11 = array of d10; d12 = array of d11;
var a: d12;
begin
  setlength(a, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
  a[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] := 1;
  write(a[0][0][0][0][0][0][0][0][0][0][0][1], ' ');
  writeln(length(a[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
end.
