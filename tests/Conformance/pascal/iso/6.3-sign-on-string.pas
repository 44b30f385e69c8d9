{ test: iso 6.3 reject
error-at: 7
fpc: agrees
}
program SignOnString(output);
const s = 'abc';
      t = -s;
begin
  writeln(s)
end.
