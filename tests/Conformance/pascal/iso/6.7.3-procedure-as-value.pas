{ test: iso 6.7.3 reject
error-at: 11
fpc: agrees
}
program ProcValue(output);
var i: integer;
procedure p;
begin end;
begin
  p;
  i := p;
  writeln(i:1)
end.
