{ test: dialect goto reject
error-at: 9
fpc: agrees
}
program GotoUndefined;
label here;
begin
here:
  goto there;
  writeln('x')
end.
