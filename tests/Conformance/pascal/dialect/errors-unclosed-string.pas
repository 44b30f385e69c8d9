{ test: dialect errors reject
error-at: 9
error-at: 11
fpc: agrees
}
program UnclosedString;
var s: string;
begin
  s := 'never closed;
  s := 'fine';
  writeln('also open);
  writeln(s)
end.
