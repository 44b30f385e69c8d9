{ test: dialect arrays error
expect:
|4
trap: index
trap-at: 12
fpc: agrees
}
program ArrayIndex;
var a: array[-2..2] of integer; i: integer;
begin
  for i := -2 to 3 do begin
    a[i] := i * i;
    if i = 2 then writeln(a[i])
  end
end.
