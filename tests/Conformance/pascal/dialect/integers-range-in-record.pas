{ test: dialect integers error
expect:
|twenty
trap: range
trap-at: 13
fpc: agrees
}
program RangeInRecord;
type r = packed record a: byte; b: 10..20; c: shortint end;
var v: array[1..2] of r; i: integer;
begin
  for i := 10 to 30 do begin
    v[i mod 2 + 1].b := i;
    if i = 20 then writeln('twenty')
  end
end.
