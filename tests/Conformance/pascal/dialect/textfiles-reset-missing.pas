{ test: dialect textfiles error
expect:
|trying
trap: io
trap-at: 13
fpc: agrees
}
program ResetMissing;
var f: text;
begin
  assign(f, 'is-not-there.tmp');
  writeln('trying');
  reset(f);
  writeln('never')
end.
