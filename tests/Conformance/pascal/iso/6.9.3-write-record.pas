{ test: iso 6.9.3 reject
error-at: 10
fpc: agrees
}
program WriteRecord(output);
var r: record a: integer end;
begin
  r.a := 1;
  write(r.a);
  write(r)
end.
