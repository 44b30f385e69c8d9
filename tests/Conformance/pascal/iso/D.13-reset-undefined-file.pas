{ test: iso D.13 error
expect:
|start
trap: io
trap-at: 13
fpc: differs does not detect it
}
program ResetUndefined(output);
procedure p;
var f: file of char;
begin
  writeln('start');
  reset(f);
  writeln('never')
end;
begin
  p
end.
