{ test: iso 6.9.3.3 reject
error-at: 9
fpc: agrees
}
program WriteEnum(output);
type e = (one, two);
begin
  writeln(ord(two));
  writeln(two)
end.
