{ test: iso D.17 error
expect:
|8
|9
trap: range
trap-at: 14
fpc: differs rejects it when compiling
}
program ReadRange(output);
var f: file of integer; d: 0..9; i: integer;
begin
  rewrite(f); write(f, 8, 9, 10); reset(f);
  for i := 1 to 3 do begin
    read(f, d);
    writeln(d:1)
  end
end.
