{ test: iso D.18 error
expect:
|8
|9
trap: range
trap-at: 14
fpc: differs rejects it when compiling
}
program WriteRange(output);
var f: file of 0..9; i: integer;
begin
  rewrite(f);
  for i := 8 to 12 do begin
    write(f, i);
    writeln(i:1)
  end
end.
