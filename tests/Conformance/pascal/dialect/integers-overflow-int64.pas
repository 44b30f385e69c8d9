{ test: dialect integers error
expect:
|4052555153018976267
trap: overflow
trap-at: 13
fpc: agrees
}
program OverflowInt64;
var q: int64; i: integer;
begin
  q := 1;
  for i := 1 to 70 do begin
    q := q * 3;
    if i = 39 then writeln(q)
  end
end.
