{ test: iso 6.5.5 reject
error-at: 9
fpc: agrees
}
program NoBuffer(output);
var r: record a: integer end;
begin
  r.a := 1;
  r^.a := 2;
  writeln(r.a:1)
end.
