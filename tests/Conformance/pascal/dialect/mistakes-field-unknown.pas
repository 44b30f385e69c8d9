{ test: dialect mistakes reject
error-at: 9
says: has no field 'nmae'
fpc: agrees
}
program P;
var r: record name: string; age: integer end;
begin
  r.nmae := 'x';
  writeln(r.age)
end.
