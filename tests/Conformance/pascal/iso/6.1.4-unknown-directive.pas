{ test: iso 6.1.4 reject
error-at: 6
fpc: agrees
}
program BadDirective(output);
procedure p(n: integer); backward;
begin
  writeln('x')
end.
