{ test: iso 6.8.3.7 reject
error-at: 9
fpc: agrees
}
program UntilInt(output);
var i: integer;
begin
  i := 3;
  repeat i := i - 1 until i
end.
