{ test: iso 6.6.5.2 reject
error-at: 9
fpc: agrees
}
program WriteWrong(output);
var f: file of integer;
begin
  rewrite(f);
  write(f, 'x');
  writeln('x')
end.
