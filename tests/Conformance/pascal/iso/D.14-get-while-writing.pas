{ test: iso D.14 error
expect:
|writing
trap: io
trap-at: 13
fpc: differs does not detect it
}
program GetWriting(output);
var f: file of integer;
begin
  rewrite(f); write(f, 1, 2);
  writeln('writing');
  get(f);
  writeln('never')
end.
