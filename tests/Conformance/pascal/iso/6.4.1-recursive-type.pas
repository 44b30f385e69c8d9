{ test: iso 6.4.1 reject
error-at: 6
fpc: agrees
}
program Recursive(output);
type node = record value: integer; next: node end;
begin
  writeln('x')
end.
