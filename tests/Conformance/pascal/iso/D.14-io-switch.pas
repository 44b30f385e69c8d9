{ test: iso D.14 error
trap: io
trap-at: 9
fpc: differs there the switch has its effect
}
program Switch(output);
var f: text;
begin {$I-}
  reset(f);
  writeln('x')
end.
