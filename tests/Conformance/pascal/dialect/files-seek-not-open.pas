{ test: dialect files error
expect:
|start
trap: io
trap-at: 13
fpc: agrees
}
program SeekClosed;
var f: file of integer;
begin
  assign(f, 'seek.tmp');
  writeln('start');
  seek(f, 0);
  writeln('never')
end.
