{ test: dialect integers reject
error-at: 9
fpc: agrees
}
program ConstRange;
var b: byte;
begin
  b := 255;
  b := 256;
  writeln(b)
end.
