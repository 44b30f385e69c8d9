{ test: iso D.54 error
input:
|5 - 5
expect:
|5
trap: io
trap-at: 14
fpc: agrees
}
program SignAlone(input, output);
var i: integer;
begin
  read(i); writeln(i:1);
  read(i);
  writeln(i:1)
end.
