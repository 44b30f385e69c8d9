{ test: dialect textfiles error
input:
|12 zwolf
expect:
|12
trap: io
trap-at: 14
fpc: agrees
}
program BadNumber;
var i: integer;
begin
  read(i); writeln(i);
  read(i);
  writeln(i)
end.
