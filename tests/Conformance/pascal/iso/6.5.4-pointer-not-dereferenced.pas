{ test: iso 6.5.4 reject
error-at: 10
fpc: agrees
}
program Undereferenced(output);
var p: ^integer;
begin
  new(p);
  p^ := 1;
  p := 2;
  writeln(p^:1)
end.
