{ test: iso 6.1.6 reject
error-at: 6
fpc: agrees
}
program Twice(output);
label 5, 05;
begin
5: writeln('x')
end.
