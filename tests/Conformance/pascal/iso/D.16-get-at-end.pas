{ test: iso D.16 error
expect:
|FALSE
|FALSE
|TRUE
trap: io
trap-at: 16
fpc: differs does not detect it
}
program GetEnd(output);
var f: file of integer; i: integer;
begin
  rewrite(f); write(f, 10, 20); reset(f);
  for i := 1 to 3 do begin
    writeln(eof(f));
    get(f)
  end;
  writeln('never')
end.
