{ test: iso 6.5.2 reject
error-at: 8
fpc: agrees
}
program TypeName(output);
type t = integer;
begin
  t := 3;
  writeln('x')
end.
