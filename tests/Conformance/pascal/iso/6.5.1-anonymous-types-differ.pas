{ test: iso 6.5.1 reject
error-at: 10
fpc: agrees
}
program Anonymous(output);
var a: record n: integer end;
    b: record n: integer end;
begin
  a.n := 1;
  b := a;
  writeln(b.n:1)
end.
