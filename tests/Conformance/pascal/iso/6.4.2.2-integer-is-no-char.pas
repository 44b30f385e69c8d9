{ test: iso 6.4.2.2 reject
error-at: 9
fpc: agrees
}
program IntChar(output);
var c: char;
begin
  c := 'a';
  c := c + 1;
  writeln(c)
end.
