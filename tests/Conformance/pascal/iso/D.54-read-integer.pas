{ test: iso D.54 error
expect:
|12
trap: io
trap-at: 13
fpc: differs does not detect it
}
program ReadInteger(output);
var f: text; i: integer;
begin
  rewrite(f); writeln(f, '12 x3'); reset(f);
  read(f, i); writeln(i:1);
  read(f, i);
  writeln(i:1)
end.
