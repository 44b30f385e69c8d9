{ test: iso 6.8.1 reject
error-at: 9
fpc: agrees
}
program OtherLabel(output);
label 1;
procedure p;
begin
  1: writeln('the label of another block')
end;
begin
  p;
  1: writeln('x')
end.
