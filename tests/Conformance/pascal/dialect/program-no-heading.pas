{ test: dialect program accept
expect:
|no heading 3
fpc: agrees
}
var i: integer;
begin
  i := 3;
  writeln('no heading ', i)
end.
