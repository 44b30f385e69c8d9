{ test: dialect textfiles error
expect:
|closed
trap: io
trap-at: 13
fpc: agrees
}
program WriteClosed;
var f: text;
begin
  assign(f, 'closed.tmp'); rewrite(f); writeln(f, 'x'); close(f); erase(f);
  writeln('closed');
  writeln(f, 'y');
  writeln('never')
end.
