{ test: iso 6.6.5.2 reject
error-at: 9
fpc: agrees
}
program ReadlnTyped(output);
var f: file of integer; i: integer;
begin
  rewrite(f); write(f, 1); reset(f);
  readln(f, i);
  writeln(i:1)
end.
