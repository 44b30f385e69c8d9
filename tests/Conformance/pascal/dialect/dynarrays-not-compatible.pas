{ test: dialect dynarrays reject
error-at: 9
fpc: agrees
}
program DynCompat;
var v: array of integer; a: array[1..3] of real;
begin
  setlength(v, 3);
  v := a;
  writeln(v[0])
end.
