{ test: iso 6.6.5.1 reject
error-at: 10
fpc: agrees
}
program ArgCount(output);
var f: text;
begin
  rewrite(f);
  writeln(eof(f));
  reset(f, f, f);
  writeln('x')
end.
