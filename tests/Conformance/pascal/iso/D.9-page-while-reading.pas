{ test: iso D.9 error
expect:
|reading
trap: io
trap-at: 13
fpc: differs does not detect it
}
program PageReading(output);
var f: text;
begin
  rewrite(f); writeln(f, 'x'); reset(f);
  writeln('reading');
  page(f);
  writeln('never')
end.
