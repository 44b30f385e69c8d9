{ test: iso 6.9.1 reject
error-at: 8
fpc: differs accepts it
}
program ReadString(input, output);
var s: packed array [1..3] of char;
begin
  read(s);
  writeln(s)
end.
