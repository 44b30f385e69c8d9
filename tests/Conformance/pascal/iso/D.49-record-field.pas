{ test: iso D.49 error
expect:
|12
trap: range
trap-at: 15
fpc: agrees
}
program FieldRange(output);
type date = record d: 1..31; m: 1..12 end;
var t: date; i: integer;
begin
  t.d := 31; t.m := 11;
  with t do
    for i := 1 to 2 do begin
      m := m + 1;
      writeln(m:1)
    end
end.
