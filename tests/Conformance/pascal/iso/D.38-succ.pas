{ test: iso D.38 error
expect:
|1
|2
trap: range
trap-at: 15
fpc: agrees
}
program SuccError(output);
type day = (mon, tue, wed);
var d: day; i: integer;
begin
  d := mon;
  for i := 1 to 3 do begin
    d := succ(d);
    writeln(ord(d):1)
  end
end.
