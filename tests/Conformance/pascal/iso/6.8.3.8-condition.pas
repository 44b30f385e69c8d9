{ test: iso 6.8.3.8 reject
error-at: 9
fpc: agrees
}
program WhileChar(output);
var c: char;
begin
  c := 'a';
  while c do c := succ(c);
  writeln(c)
end.
