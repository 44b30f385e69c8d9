{ test: dialect arrays reject
error-at: 9
fpc: agrees
}
program ConstIndex;
var a: array[1..3] of integer;
begin
  a[3] := 1;
  a[4] := 1;
  writeln(a[3])
end.
