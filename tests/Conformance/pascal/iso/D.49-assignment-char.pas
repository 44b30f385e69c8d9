{ test: iso D.49 error
expect:
|z
trap: range
trap-at: 13
fpc: agrees
}
program AssignChar(output);
var l: 'a'..'z'; c: char;
begin
  c := 'z'; l := c; writeln(l);
  c := 'Z';
  l := c;
  writeln(l)
end.
