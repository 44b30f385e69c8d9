{ test: iso 6.8.2.2 reject
error-at: 8
fpc: agrees
}
program CharToInt(output);
var i: integer;
begin
  i := 'a';
  writeln(i:1)
end.
