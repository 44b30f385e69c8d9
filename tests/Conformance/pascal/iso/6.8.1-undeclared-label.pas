{ test: iso 6.8.1 reject
error-at: 7
fpc: agrees
}
program NoLabel(output);
begin
5: writeln('x')
end.
