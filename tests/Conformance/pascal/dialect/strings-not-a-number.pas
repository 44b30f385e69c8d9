{ test: dialect strings reject
error-at: 9
fpc: agrees
}
program NotNumber;
var s: string; i: integer;
begin
  s := 'abc';
  i := s + 1;
  writeln(i)
end.
