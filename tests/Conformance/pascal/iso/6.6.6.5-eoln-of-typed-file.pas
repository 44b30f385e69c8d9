{ test: iso 6.6.6.5 reject
error-at: 10
fpc: agrees
}
program EolnTyped(output);
var f: file of integer;
begin
  rewrite(f); reset(f);
  writeln(eof(f));
  writeln(eoln(f))
end.
