{ test: iso D.10 error
expect:
|start
trap: io
trap-at: 12
fpc: agrees
}
program PutUndefined(output);
var f: file of integer;
begin
  writeln('start');
  f^ := 1; put(f);
  writeln('never')
end.
