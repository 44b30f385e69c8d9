{ test: iso 6.8.1 reject
error-at: 9
fpc: agrees
}
program SemiElse(output);
var i: integer;
begin
  i := 1;
  if i = 1 then writeln('one'); else writeln('other')
end.
