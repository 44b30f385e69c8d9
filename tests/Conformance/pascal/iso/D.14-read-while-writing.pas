{ test: iso D.14 error
expect:
|writing
trap: io
trap-at: 13
fpc: agrees
}
program ReadWriting(output);
var f: text; c: char;
begin
  rewrite(f); write(f, 'abc');
  writeln('writing');
  read(f, c);
  writeln('never')
end.
