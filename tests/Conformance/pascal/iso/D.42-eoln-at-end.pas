{ test: iso D.42 error
expect:
|TRUE
|TRUE
trap: io
trap-at: 16
fpc: differs does not detect it
}
program EolnEnd(output);
var f: text;
begin
  rewrite(f); writeln(f); reset(f);
  writeln(eoln(f));
  get(f);
  writeln(eof(f));
  writeln(eoln(f))
end.
