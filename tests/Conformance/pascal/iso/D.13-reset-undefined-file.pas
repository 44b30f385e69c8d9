{ test: iso D.13 error
expect:
|start
trap: io
trap-at: 12
fpc: agrees
}
program ResetUndefined(output);
var f: file of char;
begin
  writeln('start');
  reset(f);
  writeln('never')
end.
