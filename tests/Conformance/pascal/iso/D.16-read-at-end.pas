{ test: iso D.16 error
expect:
|10
|20
trap: io
trap-at: 14
fpc: differs does not detect it
}
program ReadEnd(output);
var f: file of integer; i, n: integer;
begin
  rewrite(f); write(f, 10, 20); reset(f);
  for i := 1 to 3 do begin
    read(f, n);
    writeln(n:1)
  end
end.
