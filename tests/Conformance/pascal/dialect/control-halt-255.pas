{ test: dialect control accept
expect:
|code
exit: 255
fpc: agrees
}
program Halt255;
var n: integer;
begin
  n := 250;
  writeln('code');
  halt(n + 5)
end.
