{ test: iso 6.6.3.2 reject
error-at: 6
fpc: agrees
}
program FileByValue(output);
procedure p(f: text);
begin
  writeln(f)
end;
begin
  p(output)
end.
