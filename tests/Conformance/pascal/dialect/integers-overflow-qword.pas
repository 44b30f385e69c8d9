{ test: dialect integers error
expect:
|1
|0
trap: overflow
trap-at: 14
fpc: agrees
}
program OverflowQword;
var u: qword;
begin
  u := 2; u := u - 1; writeln(u);
  u := u - 1; writeln(u);
  u := u - 1;
  writeln(u)
end.
