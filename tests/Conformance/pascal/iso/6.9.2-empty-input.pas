{ test: iso 6.9.2 accept
expect:
|TRUE
fpc: agrees
}
program EmptyInput(input, output);
begin
  writeln(eof);
  if not eof then readln
end.
