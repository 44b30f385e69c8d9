{ test: dialect program accept
expect:
|fine
fpc: agrees
}
program WithParameters(input, output);
begin
  writeln('fine')
end.
