{ test: dialect integers error
expect:
|254
|255
trap: range
trap-at: 14
fpc: agrees
}
program RangeByte;
var b: byte; i: integer;
begin
  i := 254;
  while true do begin
    b := i;
    writeln(b); i := i + 1
  end
end.
