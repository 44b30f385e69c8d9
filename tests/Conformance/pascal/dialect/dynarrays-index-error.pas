{ test: dialect dynarrays error
expect:
|0
|1
|2
trap: index
trap-at: 15
fpc: agrees
}
program DynIndex;
var v: array of integer; i: integer;
begin
  setlength(v, 3);
  for i := 0 to 5 do begin
    v[i] := i;
    writeln(v[i])
  end
end.
