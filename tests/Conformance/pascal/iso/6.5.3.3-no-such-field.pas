{ test: iso 6.5.3.3 reject
error-at: 9
fpc: agrees
}
program NoField(output);
var r: record a, b: integer end;
begin
  r.a := 1;
  r.c := 2;
  writeln(r.a:1)
end.
