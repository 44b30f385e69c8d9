{ test: dialect control accept
expect:
|before
fpc: agrees
}
program HaltZero;
begin
  writeln('before');
  halt;
  writeln('after')
end.
