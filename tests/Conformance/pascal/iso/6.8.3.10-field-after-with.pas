{ test: iso 6.8.3.10 reject
error-at: 9
fpc: agrees
}
program AfterWith(output);
var r: record f: integer end;
begin
  with r do f := 1;
  f := 2;
  writeln(r.f:1)
end.
