{ test: iso D.39 error
expect:
|0
trap: range
trap-at: 13
fpc: agrees
}
program PredChar(output);
var c: char; i: integer;
begin
  c := chr(1);
  for i := 1 to 2 do begin
    c := pred(c);
    writeln(ord(c):1)
  end
end.
