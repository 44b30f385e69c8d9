{ test: iso 6.1.3 reject
error-at: 7
fpc: agrees
}
program DigitFirst(output);
var x: integer;
    2nd: integer;
begin
  x := 1;
  writeln(x:1)
end.
