{ test: iso D.40 error
expect:
|start
trap: io
trap-at: 12
fpc: differs does not detect it
}
program EofUndefined(output);
var f: file of integer;
begin
  writeln('start');
  if eof(f) then writeln('empty') else writeln('not empty')
end.
