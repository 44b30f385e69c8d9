{ test: dialect heap error
expect:
|5
trap: pointer
trap-at: 12
fpc: agrees
}
program FreeStatic;
var i: integer; g: pointer;
begin
  i := 5; g := @i; writeln(i);
  freemem(g);
  writeln('never')
end.
