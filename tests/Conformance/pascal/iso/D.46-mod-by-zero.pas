{ test: iso D.46 error
expect:
|2
|2
|0
trap: division
trap-at: 15
fpc: agrees
}
program ModZero(output);
var i, j: integer;
begin
  i := 17; j := 5;
  repeat
    writeln(i mod j:1);
    j := j - 2;
    if j < 0 then j := 0
  until false
end.
