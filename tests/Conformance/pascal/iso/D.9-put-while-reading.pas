{ test: iso D.9 error
expect:
|1
trap: io
trap-at: 14
fpc: agrees
}
program PutReading(output);
var f: file of integer;
begin
  rewrite(f); f^ := 1; put(f); reset(f);
  writeln(f^:1);
  f^ := 2;
  put(f);
  writeln('never')
end.
