{ test: iso D.9 error
expect:
|reading
trap: io
trap-at: 13
fpc: agrees
}
program WriteReading(output);
var f: text;
begin
  rewrite(f); writeln(f, 'x'); reset(f);
  writeln('reading');
  writeln(f, 'y');
  writeln('never')
end.
