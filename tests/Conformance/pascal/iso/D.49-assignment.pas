{ test: iso D.49 error
expect:
|28
|29
|30
|31
trap: range
trap-at: 16
fpc: agrees
}
program AssignRange(output);
var d: 1..31; i: integer;
begin
  i := 28;
  repeat
    d := i;
    writeln(d:1);
    i := i + 1
  until i > 100
end.
