{ test: iso D.10 error
expect:
|start
trap: io
trap-at: 12
fpc: agrees
}
program WriteUndefined(output);
var f: text;
begin
  writeln('start');
  writeln(f, 'lost');
  writeln('never')
end.
