{ test: iso D.7 error
expect:
| 7 8 9
trap: range
trap-at: 15
fpc: agrees
}
program ValueParameter(output);
type digit = 0..9;
var i: integer;
procedure show(d: digit);
begin write(d:2); if d = 9 then writeln end;
begin
  for i := 7 to 11 do
    show(i)
end.
