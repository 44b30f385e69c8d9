{ test: iso 6.4.5 reject
error-at: 11
fpc: agrees
}
program NotCompatible(output);
type one = record x: integer end;
     two = record x: integer end;
var a: one; b: two;
begin
  a.x := 1;
  b := a;
  writeln(b.x:1)
end.
