{ test: iso 6.10 accept
expect:
|input and output need no declaration
fpc: agrees
}
program Complete(input, output);
begin
  writeln('input and output need no declaration')
end.
