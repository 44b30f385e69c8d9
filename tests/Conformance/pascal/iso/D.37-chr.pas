{ test: iso D.37 error
expect:
|254
|255
trap: range
trap-at: 14
fpc: agrees
}
program ChrError(output);
var i: integer;
begin
  i := 254;
  while i < 260 do begin
    writeln(ord(chr(i)):1);
    i := i + 1
  end
end.
