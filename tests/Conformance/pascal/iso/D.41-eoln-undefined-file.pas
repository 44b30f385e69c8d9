{ test: iso D.41 error
expect:
|start
trap: io
trap-at: 12
fpc: agrees
}
program EolnUndefined(output);
var f: text;
begin
  writeln('start');
  if eoln(f) then writeln('eoln') else writeln('not eoln')
end.
