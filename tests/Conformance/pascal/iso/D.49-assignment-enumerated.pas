{ test: iso D.49 error
expect:
|2
|3
|4
trap: range
trap-at: 15
fpc: agrees
}
program AssignEnum(output);
type day = (mon, tue, wed, thu, fri, sat, sun);
var d: day; work: mon..fri;
begin
  for d := wed to sun do begin
    work := d;
    writeln(ord(work):1)
  end
end.
