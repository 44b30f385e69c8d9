{ test: iso D.55 error
input:
|9 10
expect:
|9
trap: range
trap-at: 14
fpc: agrees
}
program ReadRange(input, output);
var d: 0..9;
begin
  read(d); writeln(d:1);
  read(d);
  writeln(d:1)
end.
