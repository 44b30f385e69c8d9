{ test: dialect mistakes reject
error-at: 8
fpc: agrees
}
program P;
var c: char;
begin
  c := 'ab';
  writeln(c)
end.
