{ test: iso D.57 error
input:
|12
|
expect:
|12
trap: io
trap-at: 15
fpc: agrees
}
program ReadIntegerAtEnd(input, output);
var i: integer;
begin
  read(i); writeln(i:1);
  read(i);
  writeln(i:1)
end.
