{ test: iso 6.7.2.5 reject
error-at: 9
fpc: agrees
}
program IntWithChar(output);
var c: char;
begin
  c := 'a';
  writeln(c = 97)
end.
