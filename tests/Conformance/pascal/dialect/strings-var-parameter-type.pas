{ test: dialect strings reject
error-at: 9
fpc: agrees
}
program VarParam;
var i: integer;
procedure p(var s: string); begin s := s + '!' end;
begin
  p(i);
  writeln(i)
end.
