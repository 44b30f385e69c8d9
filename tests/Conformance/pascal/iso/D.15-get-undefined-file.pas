{ test: iso D.15 error
expect:
|start
trap: io
trap-at: 12
fpc: agrees
}
program GetUndefined(output);
var f: file of integer;
begin
  writeln('start');
  get(f);
  writeln('never')
end.
