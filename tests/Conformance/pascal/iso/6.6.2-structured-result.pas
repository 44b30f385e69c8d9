{ test: iso 6.6.2 reject
error-at: 7
fpc: differs accepts it
}
program Structured(output);
type r = record a: integer end;
function f: r;
begin f.a := 1 end;
begin
  writeln('x')
end.
