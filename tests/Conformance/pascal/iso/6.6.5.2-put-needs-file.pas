{ test: iso 6.6.5.2 reject
error-at: 9
fpc: agrees
}
program PutInt(output);
var i: integer;
begin
  i := 1;
  put(i);
  writeln(i:1)
end.
