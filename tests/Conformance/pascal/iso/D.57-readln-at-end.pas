{ test: iso D.57 error
input:
|only
expect:
|TRUE
trap: io
trap-at: 13
fpc: differs does not detect it
}
program ReadlnAtEnd(input, output);
begin
  readln; writeln(eof);
  readln;
  writeln('never')
end.
