{ test: iso D.57 error
input:
|a
expect:
|a
|[ ]
trap: io
trap-at: 16
fpc: differs does not detect it
}
program ReadAtEnd(input, output);
var c: char;
begin
  read(c); writeln(c);
  read(c); writeln('[', c, ']');
  read(c);
  writeln(c)
end.
