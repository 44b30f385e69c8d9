{ test: dialect params error
expect:
|start
|253 254 255 
trap: range
trap-at: 15
fpc: agrees
}
program ArgumentRange;
procedure p(b: byte); begin write(b, ' ') end;
var i: integer;
begin
  i := 253; writeln('start');
  while i < 300 do begin
    p(i);
    inc(i);
    if i = 256 then writeln
  end
end.
