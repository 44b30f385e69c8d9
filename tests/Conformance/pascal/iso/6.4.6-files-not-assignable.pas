{ test: iso 6.4.6 reject
error-at: 9
fpc: differs accepts it
}
program FileAssign(output);
var f, g: text;
begin
  rewrite(f);
  g := f;
  writeln('x')
end.
