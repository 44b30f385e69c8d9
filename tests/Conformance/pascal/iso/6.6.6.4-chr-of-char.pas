{ test: iso 6.6.6.4 reject
error-at: 8
fpc: agrees
}
program ChrChar(output);
begin
  writeln(chr(65));
  writeln(chr('A'))
end.
